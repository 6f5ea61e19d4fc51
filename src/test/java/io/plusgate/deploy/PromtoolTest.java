package io.plusgate.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules, judged by Prometheus's own tool; skipped where it is not installed. */
class PromtoolTest {
  @TempDir private Path folder;

  @BeforeEach
  void needsPromtool() {
    assumeThat(Prometheus.isInstalled()).as("Debian's package prometheus is installed").isTrue();
  }

  @Test
  void takesTheRulesAsTheyAre() throws Exception {
    assertThat(
            promtool("check", RuleFiles.files(RuleFiles.PROMETHEUS, "-rules.yaml", "-alerts.yaml")))
        .contains("SUCCESS")
        .doesNotContain("FAILED");
  }

  @Test
  void everyRuleFiresStaysQuietAndRecovers() throws Exception {
    assertThat(promtool("test", RuleFiles.files(RuleFiles.PROMETHEUS, "-test.yaml")))
        .contains("SUCCESS")
        .doesNotContain("FAILED");
  }

  private String promtool(String verb, List<Path> files) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("promtool", verb, "rules"));
    files.forEach(file -> command.add(file.toString()));
    Path out = folder.resolve("out.txt");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    boolean ended = process.waitFor(180, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("promtool ends within three minutes").isTrue();
    return Files.readString(out);
  }
}
