package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user meets who types the commands of the README, on the packaged jar. */
class LauncherIT {
  @TempDir private Path folder;

  @Test
  void demoOnceShowsOnlyTicksAndExitsFine() {
    try (var demo = Launched.plusgate(folder, "demo", "--once")) {
      int code = demo.exitCode();

      assertThat(demo.out()).contains("✓").doesNotContain("✗");
      assertThat(code).describedAs(demo.err()).isZero();
    }
  }

  @Test
  void demoTellsAScriptEachPromise() {
    try (var demo = Launched.plusgate(folder, "demo", "--once", "--output", "json")) {
      assertThat(demo.exitCode()).describedAs(demo.err()).isZero();
      var told = new JsonObject(demo.out());
      assertThat(told.getBoolean("held")).isTrue();
      assertThat(told.getJsonArray("steps").size()).isGreaterThan(5);
    }
  }

  @Test
  void saysItsVersion() {
    try (var version = Launched.plusgate(folder, "--version")) {
      assertThat(version.exitCode()).isZero();
      assertThat(version.out()).startsWith("plusgate 0.");
    }
  }

  @Test
  void loadsNoCommandButTheOneThatWasTyped() {
    try (var version = Launched.jar(folder, List.of("-Xlog:class+load"), "version")) {
      assertThat(version.exitCode()).isZero();
      assertThat(version.out())
          .contains("io.plusgate.cli.VersionCommand ")
          .doesNotContain("io.plusgate.cli.RunCommand ")
          .doesNotContain("io.plusgate.cli.DoctorCommand ");
    }
  }

  @Test
  void namesEveryProblemOfAWrongConfigurationAndExitsTwo() throws IOException {
    Files.writeString(
        folder.resolve("wrong.yaml"), "role: ACQ\nlisteners: { backend: { prot: 1 } }\n");

    try (var run = Launched.plusgate(folder, "run", "--config", "wrong.yaml")) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("role").contains("ACQP").contains("prot").contains("port");
    }
  }

  @Test
  void namesAMissingConfigurationFile() {
    try (var run = Launched.plusgate(folder, "run", "--config", "nowhere.yaml")) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("nowhere.yaml");
    }
  }
}
