package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rehearsal as a user types it, on the packaged jar. */
class RehearseIT {
  @TempDir private Path folder;

  @Test
  void theSampleWalletPassesAllTwelveCases() throws IOException {
    try (var rehearsal =
        Launched.plusgate(
            folder, "rehearse", "--role", "MPP", "--sample", "none", "--report", "page.html")) {
      int code = rehearsal.exitCode();

      assertThat(code).describedAs(rehearsal.out() + rehearsal.err()).isZero();
      assertThat(rehearsal.out()).contains("12 of 12 cases passed").doesNotContain("✗");
      assertThat(Files.readString(folder.resolve("page.html"))).startsWith("<!doctype html>");
    }
  }

  @Test
  void aFlawIsFoundAndTheExitCodeSaysSo() {
    try (var rehearsal =
        Launched.plusgate(
            folder, "rehearse", "--role", "MPP", "--sample", "wrong-ack", "--output", "json")) {
      assertThat(rehearsal.exitCode()).describedAs(rehearsal.err()).isEqualTo(1);
      var report = new JsonObject(rehearsal.out());
      assertThat(report.getInteger("failed")).isEqualTo(2);
      assertThat(report.getBoolean("allPassed")).isFalse();
    }
  }
}
