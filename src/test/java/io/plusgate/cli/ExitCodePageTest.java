package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/operations.md says what each exit code means. */
class ExitCodePageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\d+)` \\|");

  /** By the shell's custom: ended by a signal. */
  private static final int BY_SIGNAL = 128;

  @Test
  void everyExitCodeHasItsRow() throws Exception {
    var codes = new TreeSet<Integer>();
    for (var field : ExitCode.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        codes.add(field.getInt(null));
      }
    }
    var rows = new TreeSet<Integer>();
    ROW.matcher(Files.readString(Path.of("docs/operations.md")))
        .results()
        .forEach(row -> rows.add(Integer.parseInt(row.group(1))));

    rows.removeIf(code -> code > BY_SIGNAL);
    assertThat(rows).isEqualTo(codes);
  }
}
