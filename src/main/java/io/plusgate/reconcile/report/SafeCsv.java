package io.plusgate.reconcile.report;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Findings as CSV. Every cell is quoted, and one that a spreadsheet would run as a formula gets an
 * apostrophe in front.
 */
public final class SafeCsv {
  private static final String RISKY = "=+-@\t\r\n|%";

  private final Writer out;

  /** Writes the header. */
  public SafeCsv(Writer out) {
    this.out = out;
    line(
        Stream.of(
            "class",
            "day",
            "set",
            "subject",
            "id",
            "alipayId",
            "amount",
            "currency",
            "ours",
            "theirs",
            "place",
            "cause",
            "inquiry",
            "action"));
  }

  /** Writes one finding. */
  public void write(Finding finding) {
    String amount = finding.amount().toString();
    line(
        Stream.of(
            finding.difference().name(),
            Entry.date(finding.day()).toString(),
            finding.set(),
            finding.subject(),
            finding.id(),
            finding.alipayId(),
            amount.isEmpty() ? "" : amount.substring(0, amount.indexOf(' ')),
            finding.amount().currency(),
            finding.ours(),
            finding.theirs(),
            finding.place(),
            finding.difference().cause(),
            finding.inquired().said(),
            finding.action()));
  }

  private void line(Stream<String> cells) {
    try {
      out.write(cells.map(SafeCsv::cell).collect(Collectors.joining(",", "", "\r\n")));
    } catch (IOException full) {
      throw new UncheckedIOException("can't write the CSV", full);
    }
  }

  /** One cell as it is written. */
  static String cell(String text) {
    boolean risky = !text.isEmpty() && RISKY.indexOf(text.charAt(0)) >= 0;
    return '"' + (risky ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
