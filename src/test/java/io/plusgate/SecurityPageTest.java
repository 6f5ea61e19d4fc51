package io.plusgate;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The threat model names tests, and they are there: each class, each method. */
class SecurityPageTest {
  private static final Path PAGE = Path.of("docs/security.md");
  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))[`#]");
  private static final int TESTS = 2;

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    var sources = sources();
    var missing = new TreeSet<String>();

    for (var named = NAMED.matcher(Files.readString(PAGE)); named.find(); ) {
      if (!sources.containsKey(named.group(1))) {
        missing.add(named.group(1));
      }
    }
    for (var test = TEST.matcher(Files.readString(PAGE)); test.find(); ) {
      var source = sources.get(test.group(1));
      if (source == null || !isTest(Files.readString(source), test.group(2))) {
        missing.add(test.group(1) + "#" + test.group(2));
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyThreatHasItsTest() throws IOException {
    var without = new ArrayList<String>();
    boolean threats = false;
    int seen = 0;

    for (String line : Files.readAllLines(PAGE)) {
      boolean row = line.startsWith("| ");
      if (row && threats) {
        seen++;
        var cells = List.of(line.split("\\s*\\|\\s*", -1));
        if (!TEST.matcher(cells.get(1 + TESTS)).find()) {
          without.add(line);
        }
      }
      threats = (threats && line.startsWith("|")) || line.startsWith("| threat ");
    }

    assertThat(without).isEmpty();
    assertThat(seen).isGreaterThan(20);
  }

  /** A method that JUnit calls, not one that only has the name. */
  private static boolean isTest(String source, String method) {
    return Pattern.compile(
            "@(?:Test|ParameterizedTest|TestFactory)\\b(?:(?!\\n  }\\n).)*?(?:void|Stream<DynamicTest>) "
                + method
                + "\\(",
            Pattern.DOTALL)
        .matcher(source)
        .find();
  }

  private static Map<String, Path> sources() throws IOException {
    try (var files = Files.walk(Path.of("src/test/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .collect(toMap(SecurityPageTest::name, file -> file, (one, other) -> one));
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }
}
