package io.plusgate.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A tool of the machine that judges or renders what lies in deploy/; without it a test is skipped.
 */
final class Tool {
  private Tool() {}

  static void assumeInstalled(String tool) {
    assumeThat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))))
        .as(tool + " is installed")
        .isTrue();
  }

  /** What it printed, errors included; fails when it does not end with 0. */
  static String run(Path folder, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "said", ".txt");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().putAll(Map.of("KUBECONFIG", "/dev/null", "HOME", folder.toString()));
    var process = builder.start();
    boolean ended = process.waitFor(180, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(out);
    assertThat(ended).as("%s ends within three minutes", command).isTrue();
    assertThat(process.exitValue()).as("%s said: %s", command, said).isZero();
    return said;
  }
}
