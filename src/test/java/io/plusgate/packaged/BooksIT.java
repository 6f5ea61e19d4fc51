package io.plusgate.packaged;

import static io.plusgate.reconcile.ReportFolder.ours;
import static io.plusgate.reconcile.ReportFolder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plusgate.reconcile.ReportFolder;
import io.plusgate.reconcile.fetch.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching reports, comparing books and following differences, typed for both readers. */
class BooksIT {
  private static final String ITEMS = "transactionItems_P1_USD_CB1_A1_000.csv";
  private static final String PROFILE =
      Path.of("conf/reports/two-section.yaml").toAbsolutePath().toString();

  @TempDir private static Path folder;
  private static Typist person;

  @BeforeAll
  static void writeBooks() throws IOException {
    person = new Typist(folder);
    var reports = new ReportFolder(folder.resolve("reports"));
    reports.set(
        "USD",
        "CB1",
        "A1",
        row("PAYMENT", "1", "", 100, "10:00:00"),
        row("PAYMENT", "2", "", 250, "11:00:00"));
    var books = new ReportFolder(folder);
    assertThat(
            books.ledger(
                ours("PAYMENT", "1", "", 100, "SUCCEEDED", "10:00:00"),
                ours("PAYMENT", "2", "", 200, "SUCCEEDED", "11:00:00")))
        .exists();
  }

  @Test
  void booksThatDifferAreTold() {
    var text = reconciles("text");
    var json = reconciles("json").ended(1).json();

    assertThat(text.ended(1).out())
        .contains("the books differ", "AMOUNT_DIFFERS", "plusgate exceptions list");
    assertThat(json.getBoolean("agrees")).isFalse();
    assertThat(json.getInteger("ourRows")).isEqualTo(2);
  }

  @Test
  void differencesAreFollowedToTheirEnd() {
    String[] work = {"--work", "followed"};
    reconciles("json", work).ended(1);
    var list = person.types(with(work, "exceptions", "list")).ended(0);
    var first =
        person.asks(with(work, "exceptions", "list")).ended(0).json().getJsonArray("exceptions");
    String number = String.valueOf(first.getJsonObject(0).getLong("number"));

    var text = person.types(with(work, "exceptions", "show", number)).ended(0);
    var json = person.asks(with(work, "exceptions", "show", number)).ended(0).json();
    var resolved =
        person.asks(with(work, "exceptions", "resolve", number, "--note", "refunded")).ended(0);

    assertThat(list.out()).contains("AMOUNT_DIFFERS");
    assertThat(text.out()).containsPattern("class +AMOUNT_DIFFERS").containsPattern("action +\\w");
    assertThat(json.getString("state")).isEqualTo("open");
    assertThat(resolved.json().getString("state")).isEqualTo("resolved");
    person.types(with(work, "exceptions", "resolve", number, "--note", "again")).ended(1);
    person.types(with(work, "exceptions", "show", "4711")).ended(1);
  }

  @Test
  void aReportsHeaderIsLearnt() {
    var learnt = person.types("reports", "learn", "reports/" + ITEMS).ended(0);

    assertThat(learnt.out()).contains("profile: learned", "transactionItems:");
    person.types("reports", "learn", "nowhere.csv").ended(3);
  }

  @Test
  void reportsAreFetchedOnceAndWatchedUntilControlC() throws Exception {
    assumeTrue(OpenSshServer.isInstalled(), "no /usr/sbin/sshd: apt-get install openssh-server");
    Path day = folder.resolve("sftp/clearing/P1/20261126");
    for (String name : List.of(ITEMS, ITEMS.replace("transactionItems", "summary"))) {
      Files.createDirectories(day);
      Files.copy(folder.resolve("reports").resolve(name), day.resolve(name));
    }
    Path keys = Files.createDirectory(folder.resolve("keys"));
    try (var sshd = OpenSshServer.start(keys)) {
      String[] there = login(sshd);
      var json = person.asks(with(there, "reports", "fetch", "--archive", "a")).ended(0).json();
      var text = person.types(with(there, "reports", "fetch", "--archive", "b")).ended(0);
      assertThat(json.getInteger("files")).isEqualTo(2);
      assertThat(json.getBoolean("sound")).isTrue();
      assertThat(text.out()).contains(ITEMS, "2 files of 2026-11-26 in b/20261126");

      watchEndsAtControlC(there);
    }
    person.types(with(new String[] {"--host-key", "SHA256:x"}, LOGIN_NOWHERE)).ended(3);
  }

  private static void watchEndsAtControlC(String[] there) {
    String[] always = Arrays.copyOf(there, there.length - 2);
    var words = with(always, "reports", "fetch", "--watch", "--from", "00:00");
    try (var watch = person.begins(words)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> watch.out().contains("next look at") || !watch.isRunning());

      watch.interrupt();

      assertThat(watch.exitCode()).describedAs(watch.out() + watch.err()).isZero();
      assertThat(watch.out()).endsWith("stopped\n").doesNotContain("\tat ");
      assertThat(watch.err()).doesNotContain("\tat ");
    }
  }

  private static final String[] LOGIN_NOWHERE = {
    "reports",
    "fetch",
    "--host",
    "127.0.0.1",
    "--port",
    "1",
    "--user",
    "me",
    "--participant",
    "P1",
    "--key",
    "keys/client",
    "--profile",
    PROFILE
  };

  /** Ends with the day, which a watch does not take. */
  private static String[] login(OpenSshServer sshd) throws Exception {
    return new String[] {
      "--host", "127.0.0.1",
      "--port", String.valueOf(sshd.port()),
      "--user", OpenSshServer.user(),
      "--host-key", sshd.hostKey(),
      "--key", sshd.clientKey().toString(),
      "--participant", "P1",
      "--base", folder.resolve("sftp").toString(),
      "--profile", PROFILE,
      "--generated", "2026-11-26"
    };
  }

  private static Typist.Said reconciles(String form, String... more) {
    String map = Path.of("conf/reports/ledger.yaml").toAbsolutePath().toString();
    return person.types(
        with(
            more,
            "reconcile",
            "reports",
            "--ledger",
            "ledger.csv",
            "--ledger-map",
            map,
            "--profile",
            PROFILE,
            "--day",
            "2026-11-25",
            "--output",
            form));
  }

  private static String[] with(String[] last, String... first) {
    var all = new ArrayList<>(List.of(first));
    all.addAll(List.of(last));
    return all.toArray(String[]::new);
  }
}
