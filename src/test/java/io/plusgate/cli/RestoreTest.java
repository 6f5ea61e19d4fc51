package io.plusgate.cli;

import static io.plusgate.cli.Typed.plusgate;
import static io.plusgate.system.ScriptedAlipayPlus.CLOSED;
import static io.plusgate.system.ScriptedAlipayPlus.IN_PROCESS;
import static io.plusgate.system.ScriptedAlipayPlus.PAID;
import static io.plusgate.system.ScriptedAlipayPlus.STILL_OPEN;
import static io.plusgate.system.ScriptedAlipayPlus.SUCCESS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.store.FolderInUse;
import io.plusgate.system.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that is lost, its day-old copy, and what happened to the payments in between. */
class RestoreTest {
  private static final String FAILED = STILL_OPEN.replace("\"U\"", "\"F\"");
  private static final Set<String> TO_ASK =
      Set.of("paid", "failed", "open", "closed", "new", "never");

  @TempDir private Path place;
  private RestoreSite site;

  @BeforeEach
  void start() {
    site = new RestoreSite(place);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void catchesUpAfterADayBeforeItIsReadyAndLosesNothing() throws IOException {
    aDayOfPayments();
    var toldBefore = site.webhookIds(0);
    int tellings = site.tellings();
    int calls = site.calls();
    site.loseTheFolder();
    var list = Files.writeString(place.resolve("since.txt"), "# ledger\nnew\nnever\n\nd1\n");

    var restored =
        plusgate(
            "store",
            "restore",
            site.backup(),
            "-c",
            config(),
            "--output",
            "json",
            "--payments",
            list);

    assertThat(restored.err()).isEmpty();
    assertThat(restored.code()).isZero();
    assertThat(restored.json().getLong("known")).isEqualTo(4);
    assertThat(restored.json().getLong("added")).isEqualTo(2);
    assertThat(restored.json().getLong("listedBefore")).isEqualTo(1);

    site.silent(true);
    site.startTheGateway();

    assertThat(site.readiness())
        .isEqualTo(
            "not ready\ncatching up: 6 of 6 restored payments are not answered by Alipay+ yet\n");
    await().atMost(60, SECONDS).until(() -> asked(calls).equals(TO_ASK));
    await().atMost(60, SECONDS).until(() -> site.metrics().contains(waiting(6)));
    assertThat(site.readiness()).startsWith("not ready\ncatching up: 6 of 6 ");

    site.silent(false);

    await().atMost(60, SECONDS).until(() -> site.readiness().equals("ready\n"));
    assertThat(site.metrics()).contains(waiting(0));
    assertThat(TO_ASK.stream().collect(Collectors.toMap(id -> id, site::phase)))
        .isEqualTo(
            Map.of(
                "paid", "succeeded",
                "failed", "failed",
                "open", "open",
                "closed", "cancelled",
                "new", "succeeded",
                "never", "open"));
    assertThat(site.phase("d5")).isEqualTo("succeeded");
    await().atMost(60, SECONDS).until(() -> site.events(tellings).size() == 4);
    assertThat(site.events(tellings))
        .isEqualTo(
            Map.of(
                "paid", "payment.succeeded",
                "failed", "payment.failed",
                "closed", "payment.cancelled",
                "new", "payment.succeeded"));
    assertThat(toldBefore).hasSize(3);
    assertThat(site.webhookIds(tellings)).hasSize(4).doesNotContainAnyElementsOf(toldBefore);
    assertThat(site.calls(calls, "cancelPayment")).isEmpty();
  }

  @Test
  void leavesAFolderAloneThatAGatewayHas() throws Exception {
    site.backUp();
    site.stopTheGateway();

    try (var gateway = FolderInUse.by(place.resolve("data"))) {
      var restored = plusgate("store", "restore", site.backup(), "-c", config(), "--move-aside");
      var told = plusgate("store", "restored", "-c", config());

      assertThat(restored.code()).isEqualTo(3);
      assertThat(restored.err()).contains("is held by process " + gateway.pid());
      assertThat(told.code()).isEqualTo(3);
      assertThat(told.err()).contains("is held by process " + gateway.pid());
    }
    assertThat(place.resolve("data")).isDirectory();
    assertThat(place.resolve("data.part")).doesNotExist();
  }

  @Test
  void keepsWhatIsInTheFolderUnderAnotherName() throws IOException {
    site.pay("d1", SUCCESS);
    await().atMost(60, SECONDS).until(() -> site.phase("d1").equals("succeeded"));
    site.backUp();
    site.pay("d2", SUCCESS);
    site.stopTheGateway();

    var refused = plusgate("store", "restore", site.backup(), "-c", config());
    var restored =
        plusgate(
            "store", "restore", site.backup(), "-c", config(), "--move-aside", "--output", "json");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--move-aside");
    assertThat(restored.code()).isZero();
    assertThat(restored.err()).contains("no --payments");
    site.startTheGateway();
    assertThat(site.readiness()).isEqualTo("ready\n");
    assertThat(site.phase("d1")).isEqualTo("succeeded");
    assertThat(site.phase("d2")).isEqualTo("unknown");
    var before = Path.of(restored.json().getString("before"));
    assertThat(before.getFileName().toString()).matches("data\\.before-restore-\\d{8}T\\d{6}Z");
    var shown =
        plusgate("payments", "show", "d2", "--folder", before, "--client-id", TestGateway.CLIENT);
    assertThat(shown.code()).isZero();
  }

  @Test
  void restoresOnlyWhatABackupWrote() throws IOException {
    site.stopTheGateway();

    var restored = plusgate("store", "restore", place, "-c", config(), "--move-aside");

    assertThat(restored.code()).isEqualTo(1);
    assertThat(restored.err()).contains("is no backup");
    assertThat(place.resolve("data")).isDirectory();
  }

  /** Five are done and four are open when the copy is taken; then these end, and one more. */
  private void aDayOfPayments() throws IOException {
    for (int number = 1; number <= 5; number++) {
      site.pay("d" + number, SUCCESS);
    }
    for (var id : List.of("paid", "failed", "open", "closed")) {
      site.inquiries.put(id, STILL_OPEN);
      site.pay(id, IN_PROCESS);
    }
    site.post("cancelPayment", "closed");
    await().atMost(60, SECONDS).until(() -> site.phase("closed").equals("cancelling"));
    await().atMost(60, SECONDS).until(() -> site.phase("d5").equals("succeeded"));
    site.backUp();
    site.inquiries.put("paid", PAID);
    site.inquiries.put("failed", FAILED);
    site.inquiries.put("new", PAID);
    site.pay("new", IN_PROCESS);
    await().atMost(60, SECONDS).until(() -> site.events(0).size() == 3);
    site.inquiries.put("closed", CLOSED);
    site.post("inquiryPayment", "closed");
    await().atMost(60, SECONDS).until(() -> site.phase("closed").equals("cancelled"));
  }

  private Path config() throws IOException {
    return RestoreSite.commandsConfig(place);
  }

  private Set<String> asked(int from) {
    return Set.copyOf(site.calls(from, "inquiryPayment"));
  }

  private static String waiting(int payments) {
    return "plusgate_restored_waiting " + payments + ".0";
  }
}
