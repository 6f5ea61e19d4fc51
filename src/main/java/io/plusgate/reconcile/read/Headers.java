package io.plusgate.reconcile.read;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.profile.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The header lines of a file nobody has a profile for.
 *
 * @param summary empty when the first line is already the detail's header
 */
public record Headers(char separator, List<String> summary, List<String> detail) {
  public Headers {
    summary = List.copyOf(summary);
    detail = List.copyOf(detail);
  }

  /** Two sections when the third line has another width than the first two; one otherwise. */
  public static Headers read(Path file) throws IOException {
    char separator = separator(file);
    try (var in = Files.newInputStream(file)) {
      var records = new CsvRecords(file.toString(), in, separator, Profile.Quoting.DOUBLE);
      var lines = new ArrayList<List<String>>();
      while (lines.size() < 3 && records.next()) {
        var cells = new ArrayList<String>();
        for (int cell = 0; cell < records.size(); cell++) {
          cells.add(records.text(cell));
        }
        lines.add(cells);
      }
      if (lines.isEmpty()) {
        throw new BadReportException(file.toString(), 1, 1, "is empty (expected: a header)");
      }
      boolean two = lines.size() == 3 && lines.get(2).size() != lines.get(0).size();
      return new Headers(
          separator, two ? lines.get(0) : List.of(), two ? lines.get(2) : lines.get(0));
    }
  }

  private static char separator(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var text = new String(in.readNBytes(4_096), StandardCharsets.UTF_8);
      char best = ',';
      for (char candidate : new char[] {'|', ';', '\t'}) {
        best = count(text, candidate) > count(text, best) ? candidate : best;
      }
      return best;
    }
  }

  private static long count(String text, char one) {
    return text.chars().filter(character -> character == one).count();
  }
}
