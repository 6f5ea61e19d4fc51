package io.plusgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each numbered load test is one command, and both pages about them know all of them. */
class LoadTestScriptsTest {
  private static final Path FOLDER = Path.of("load-tests");

  @Test
  void theirNumbersHaveNoGap() throws IOException {
    var scripts = numbered();

    assertThat(scripts.stream().map(script -> script.substring(0, 2)))
        .hasSizeGreaterThan(2)
        .containsExactlyElementsOf(
            IntStream.range(0, scripts.size()).mapToObj("%02d"::formatted).toList());
  }

  @Test
  void eachCanBeRun() throws IOException {
    assertThat(numbered())
        .allSatisfy(script -> assertThat(FOLDER.resolve(script)).isExecutable())
        .allSatisfy(script -> assertThat(text(script)).startsWith("#!/usr/bin/env bash\n"));
    assertThat(List.of("run", "install-peers.sh"))
        .allSatisfy(script -> assertThat(FOLDER.resolve(script)).isExecutable());
  }

  @Test
  void eachPublishesUnderItsOwnName() throws IOException {
    assertThat(numbered())
        .allSatisfy(
            script ->
                assertThat(text(script)).contains("\nbegin " + name(script) + " \"", "\npublish "));
  }

  @Test
  void bothPagesNameEach() throws IOException {
    var readme = text("README.md");
    var results = text("RESULTS.md");

    assertThat(numbered())
        .allSatisfy(script -> assertThat(readme).contains("`" + name(script) + "`"))
        .allSatisfy(script -> assertThat(results).contains("[" + name(script) + "](#"));
  }

  private static String name(String script) {
    return script.substring(0, script.length() - ".sh".length());
  }

  private static String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  private static List<String> numbered() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d\\d-.*\\.sh"))
          .sorted()
          .toList();
    }
  }
}
