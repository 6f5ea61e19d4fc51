package io.plusgate.store.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plusgate.config.InquiryConfig;
import io.plusgate.payment.Arbiter;
import io.plusgate.store.Digest;
import io.plusgate.store.Notification;
import io.plusgate.store.Payload;
import io.plusgate.store.Receipt;
import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded engine does when folder, disk or process let it down. */
class TroubleTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final int SOME = 500;

  @TempDir Path temporary;

  @Test
  void refusesAFolderThatAnotherGatewayHoldsAndNamesIt() throws Exception {
    var first = open(temporary.resolve("data"));

    assertThatThrownBy(() -> open(temporary.resolve("data")))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("is held by process " + ProcessHandle.current().pid());

    finish(first.close());
  }

  @Test
  void refusesAFolderThatIsNone() throws IOException {
    var file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> open(file.resolve("data")))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("expected: a folder we may make and write to");
  }

  @Test
  void letsNobodyElseIntoItsFolder() throws Exception {
    var folder = temporary.resolve("data");

    finish(open(folder).close());

    assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
  }

  @Test
  void hasEverythingAcknowledgedInACopyOfTheRunningFolder() throws Exception {
    var store = open(temporary.resolve("data"));
    for (int number = 0; number < SOME; number++) {
      assertThat(record(store, number)).isEqualTo(Receipt.FIRST);
    }
    copy(temporary.resolve("data"), temporary.resolve("copy"));

    var restored = open(temporary.resolve("copy"));

    for (int number = 0; number < SOME; number++) {
      assertThat(record(restored, number)).isEqualTo(Receipt.DUPLICATE);
    }
    finish(restored.close());
    finish(store.close());
  }

  @Test
  void leavesNoLogToReadAgainWhenItIsClosedInOrder() throws Exception {
    var folder = temporary.resolve("data");
    var store = open(folder);
    for (int number = 0; number < SOME; number++) {
      assertThat(record(store, number)).isEqualTo(Receipt.FIRST);
    }

    finish(store.close());

    assertThat(logBytes(folder)).isZero();
  }

  @Test
  void failsTypedWhileTheDiskIsFullAndGoesOnWhenItIsNot() throws Exception {
    var disk = Files.createDirectory(temporary.resolve("disk"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk.toString()));
    try {
      var store = open(disk.resolve("data"));
      assertThat(record(store, 0)).isEqualTo(Receipt.FIRST);
      var ballast = fill(disk);
      int acknowledged = recordUntilItFails(store);

      Files.delete(ballast);

      await().atMost(30, SECONDS).until(() -> works(store));
      for (int number = 0; number < acknowledged; number++) {
        assertThat(record(store, number)).isEqualTo(Receipt.DUPLICATE);
      }
      finish(store.close());
    } finally {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  private static boolean works(EmbeddedStore store) throws Exception {
    try {
      finish(store.probe());
      return true;
    } catch (ExecutionException down) {
      return false;
    }
  }

  private static int recordUntilItFails(EmbeddedStore store) throws Exception {
    for (int number = 1; number < 1_000_000; number++) {
      try {
        assertThat(record(store, number)).isEqualTo(Receipt.FIRST);
      } catch (ExecutionException failed) {
        assertThat(failed).hasCauseInstanceOf(StoreUnavailableException.class);
        return number;
      }
    }
    throw new IllegalStateException("the disk never was full");
  }

  private static Path fill(Path disk) throws IOException {
    var ballast = disk.resolve("ballast");
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(new byte[4_096]);
      }
    } catch (IOException full) {
      return ballast;
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.waitFor(10, SECONDS) && process.exitValue() == 0;
  }

  private static long logBytes(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (var files = Files.list(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static EmbeddedStore open(Path folder) {
    return EmbeddedStore.open(
        folder, new Random(1), new Arbiter(InquiryConfig.defaults().policy()));
  }

  private static Receipt record(EmbeddedStore store, int number) throws Exception {
    var id = "r" + number;
    var notification =
        new Notification(
            "client",
            "notifyRegistrationStatus",
            id,
            Digest.of(id),
            "notification",
            Optional.empty(),
            payment -> new Payload(new byte[700], Map.of()),
            NOON);
    return store
        .recordNotification(notification)
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, SECONDS)
        .receipt();
  }

  private static void finish(Future<Void> ending) throws Exception {
    ending.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
