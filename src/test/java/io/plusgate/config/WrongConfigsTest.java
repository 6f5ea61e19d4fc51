package io.plusgate.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operator reads for each mistake, word by word; the cases are in wrong-configs.txt. */
class WrongConfigsTest {
  @TempDir private Path temporary;

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysWhatIsWrongWithThePathTheValueAndTheRule(Case mistake) {
    var folder =
        ConfigFolder.in(temporary)
            .write("certs/open-to-all.pem", "a private key", "rw-r--r--")
            .write("certs/writable.pem", "a public key", "rw-rw-rw-")
            .write("certs/empty.pem", "", "rw-------")
            .write("certs/two-lines", "one secret\nor two\n", "rw-------")
            .write("certs/short-token", "abc", "rw-------")
            .write("certs/our-own.pem", "what partner-private.pem holds", "rw-r--r--");

    var problems = folder.problems(mistake.yaml());

    assertThat(problems).containsExactlyElementsOf(mistake.expected(temporary));
  }

  static Stream<Case> cases() {
    return Arrays.stream(text().split("(?m)^## ")).skip(1).map(Case::parse);
  }

  private static String text() {
    try (var stream = WrongConfigsTest.class.getResourceAsStream("wrong-configs.txt")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * One mistake.
   *
   * @param removed a part of {@link Yaml#SMALLEST}; when empty, {@code added} goes below it
   */
  record Case(String name, String removed, String added, List<String> problems) {

    static Case parse(String text) {
      var lines = text.lines().toList();
      var problems = new ArrayList<>(marked(lines, "= "));
      return new Case(
          lines.get(0),
          String.join("\n", marked(lines, "- ")),
          String.join("\n", marked(lines, "+ ")),
          problems);
    }

    private static List<String> marked(List<String> lines, String mark) {
      return lines.stream().filter(line -> line.startsWith(mark)).map(l -> l.substring(2)).toList();
    }

    String yaml() {
      return removed.isEmpty() ? Yaml.plus(added + "\n") : Yaml.with(removed, added);
    }

    List<String> expected(Path folder) {
      return problems.stream().map(line -> line.replace("{folder}", folder.toString())).toList();
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
