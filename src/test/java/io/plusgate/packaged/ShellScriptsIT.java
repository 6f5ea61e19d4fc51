package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every script of ours, and the one that we print, passes shellcheck and does what it is for. */
class ShellScriptsIT {
  /** Not ours: Apache Maven's wrapper as it comes. */
  private static final Path MAVENS = Path.of("mvnw");

  @TempDir private Path folder;

  @Test
  void everyScriptPassesShellcheck() throws IOException {
    assumeTrue(isInstalled("shellcheck"), "no shellcheck: apt-get install shellcheck");
    var command = new ArrayList<>(List.of("shellcheck", "--severity=style"));
    scripts().forEach(script -> command.add(script.toAbsolutePath().toString()));
    assertThat(command).hasSizeGreaterThan(3).anyMatch(name -> name.endsWith("/plusgate"));

    try (var check = Launched.any(folder, Map.of(), command.toArray(String[]::new))) {
      assertThat(check.exitCode()).describedAs(check.out()).isZero();
    }
  }

  @Test
  void theCompletionScriptPassesShellcheck() throws IOException {
    assumeTrue(isInstalled("shellcheck"), "no shellcheck: apt-get install shellcheck");
    Path script = completion();

    try (var check =
        Launched.any(folder, Map.of(), "shellcheck", "--shell=bash", script.toString())) {
      assertThat(check.exitCode()).describedAs(check.out()).isZero();
    }
  }

  @Test
  void theTabKeyKnowsCommandsAndOptions() throws IOException {
    Path script = completion();
    String press =
        "source "
            + script
            + "; COMP_WORDS=(plusgate \"$@\"); COMP_CWORD=$#; COMP_LINE=\"plusgate $*\";"
            + " COMP_POINT=${#COMP_LINE}; _complete_plusgate; printf '%s\\n' \"${COMPREPLY[@]}\"";

    try (var command = Launched.any(folder, Map.of(), "bash", "-c", press, "tab", "doc");
        var option = Launched.any(folder, Map.of(), "bash", "-c", press, "tab", "run", "--con")) {
      assertThat(command.exitCode()).describedAs(command.err()).isZero();
      assertThat(command.out().strip()).isEqualTo("doctor");
      assertThat(option.exitCode()).describedAs(option.err()).isZero();
      assertThat(option.out().strip()).isEqualTo("--config");
    }
  }

  private Path completion() throws IOException {
    var said = new Typist(folder).types("completion").ended(0);
    return Files.writeString(folder.resolve("completion.sh"), said.out());
  }

  /** Files of the working tree that start with a shell's name, without what is built. */
  private static List<Path> scripts() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(""))) {
      return all.filter(
              file ->
                  !file.startsWith("target") && !file.startsWith(".git") && !file.equals(MAVENS))
          .filter(Files::isRegularFile)
          .filter(ShellScriptsIT::isShell)
          .toList();
    }
  }

  private static boolean isShell(Path file) {
    try (var in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(40), java.nio.charset.StandardCharsets.ISO_8859_1);
      return start.matches("(?s)#![^\\n]*\\b(ba)?sh\\b.*");
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static boolean isInstalled(String command) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
