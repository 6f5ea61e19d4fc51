package io.plusgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/log-lines.md has a row for every line that the program logs, and for no other. */
class LogLinesPageTest {
  private static final Path PAGE = Path.of("docs/log-lines.md");
  private static final Path MAIN = Path.of("src/main/java");

  /** Its words are made for each exchange; the page says so below its tables. */
  private static final Set<String> WITHOUT_FIXED_WORDS = Set.of("AccessLog.java");

  private static final Pattern CALL = Pattern.compile("\\bLOG\\s*\\.\\s*(\\w+)\\s*\\(");
  private static final String LITERAL = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern WORDS =
      Pattern.compile("\\s*(" + LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*)\\s*[,)]");
  private static final Pattern ROW =
      Pattern.compile("\\| (INFO|WARN|ERROR) \\| `([^`]+)` \\| [^|]+ \\| [^|]+ \\|");
  private static final Pattern MADE = Pattern.compile("\\bLoggerFactory\\.getLogger\\(");
  private static final Pattern NAMED =
      Pattern.compile("\\bLogger LOG\\s*=\\s*(?:[\\w.]+\\.)?LoggerFactory\\.getLogger\\(");
  private static final Set<String> NOT_SHOWN = Set.of("debug", "trace", "isDebugEnabled");

  @Test
  void everyLineHasItsRowAndEveryRowItsLine() throws IOException {
    assertThat(rows()).isNotEmpty().isEqualTo(lines());
  }

  @Test
  void everyLoggerHasTheNameThatThisTestLooksFor() throws IOException {
    for (Path file : sources()) {
      String source = Files.readString(file);
      assertThat(NAMED.matcher(source).results().count())
          .as(file.toString())
          .isEqualTo(MADE.matcher(source).results().count());
    }
  }

  private static Set<String> rows() throws IOException {
    var rows = new TreeSet<String>();
    for (String line : Files.readAllLines(PAGE)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(rows.add(row.group(1) + " " + row.group(2))).as(line).isTrue();
      } else {
        assertThat(line).doesNotMatch("\\| (INFO|WARN|ERROR) .*");
      }
    }
    return rows;
  }

  private static Set<String> lines() throws IOException {
    var lines = new TreeSet<String>();
    for (Path file : sources()) {
      if (!WITHOUT_FIXED_WORDS.contains(file.getFileName().toString())) {
        collect(file, Files.readString(file), lines);
      }
    }
    return lines;
  }

  private static void collect(Path file, String source, Set<String> lines) {
    var call = CALL.matcher(source);
    while (call.find()) {
      String level = call.group(1);
      if (!NOT_SHOWN.contains(level)) {
        assertThat(level).as(file.toString()).isIn("info", "warn", "error");
        var words = WORDS.matcher(source).region(call.end(), source.length());
        assertThat(words.lookingAt()).as("%s: a line that begins with its words", file).isTrue();
        lines.add(level.toUpperCase(Locale.ROOT) + " " + joined(words.group(1)));
      }
    }
  }

  private static String joined(String literals) {
    var text = new StringBuilder();
    Pattern.compile(LITERAL).matcher(literals).results().forEach(one -> text.append(one.group(1)));
    return text.toString().replace("\\\"", "\"");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
