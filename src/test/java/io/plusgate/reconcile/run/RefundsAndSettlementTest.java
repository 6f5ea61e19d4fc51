package io.plusgate.reconcile.run;

import static io.plusgate.reconcile.ReportFolder.ours;
import static io.plusgate.reconcile.ReportFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.ReportFolder;
import io.plusgate.reconcile.match.Window;
import io.plusgate.reconcile.profile.ProfileReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs together is added up: refunds of a payment, clearing batches of a settlement. */
class RefundsAndSettlementTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

  @TempDir Path folder;
  private ReportFolder reports = new ReportFolder(Path.of(""));
  private ReportFolder books = new ReportFolder(Path.of(""));

  @BeforeEach
  void openFolders() {
    reports = new ReportFolder(folder.resolve("reports"));
    books = new ReportFolder(folder.resolve("ours"));
  }

  @Test
  void findsRefundsThatGiveBackMoreThanWasPaidThoughBothSidesAgree() throws IOException {
    reports.set(
        "USD",
        "CB1",
        "A1",
        row("PAYMENT", "1", "", 100, "10:00:00"),
        row("REFUND", "2", "A1", 60, "11:00:00"),
        row("REFUND", "3", "A1", 41, "12:00:00"));
    var ledger =
        books.ledger(
            ours("PAYMENT", "1", "", 100, "SUCCEEDED", "10:00:00"),
            ours("REFUND", "2", "A1", 60, "SUCCEEDED", "11:00:00"),
            ours("REFUND", "3", "A1", 41, "SUCCEEDED", "12:00:00"));

    assertThat(reconcile(ledger))
        .containsExactly("AMOUNT_DIFFERS refunds R1 2 refunds, 1.01 USD of a payment of 1.00 USD");
  }

  @Test
  void countsRefundsOfEarlierDaysThatOnlyWeHave() throws IOException {
    reports.set("USD", "CB1", "A1", row("REFUND", "3", "A1", 50, "12:00:00"));
    String earlier = "2026-11-20T";
    var ledger =
        books.ledger(
            ours("PAYMENT", "1", "", 100, "SUCCEEDED", "10:00:00").replace("2026-11-25T", earlier),
            ours("REFUND", "2", "R1", 60, "SUCCEEDED", "11:00:00").replace("2026-11-25T", earlier),
            ours("REFUND", "3", "", 50, "SUCCEEDED", "12:00:00"),
            ours("REFUND", "4", "A1", 99, "FAILED", "12:00:00"));

    // One refund names its payment by our id, the other by Alipay+'s: each alone is less.
    assertThat(reconcile(ledger)).isEmpty();

    ledger =
        books.ledger(
            ours("PAYMENT", "1", "", 100, "SUCCEEDED", "10:00:00").replace("2026-11-25T", earlier),
            ours("REFUND", "2", "A1", 60, "SUCCEEDED", "11:00:00").replace("2026-11-25T", earlier),
            ours("REFUND", "3", "", 50, "SUCCEEDED", "12:00:00"));

    assertThat(reconcile(ledger))
        .containsExactly("AMOUNT_DIFFERS refunds R1 2 refunds, 1.10 USD of a payment of 1.00 USD");
  }

  @Test
  void agreesWhenEverythingWasGivenBackOnce() throws IOException {
    reports.set(
        "USD",
        "CB1",
        "A1",
        row("PAYMENT", "1", "", 100, "10:00:00"),
        row("REFUND", "2", "A1", 100, "11:00:00"));
    var ledger =
        books.ledger(
            ours("PAYMENT", "1", "", 100, "SUCCEEDED", "10:00:00"),
            ours("REFUND", "2", "", 100, "SUCCEEDED", "11:00:00"));

    assertThat(reconcile(ledger)).isEmpty();
  }

  @Test
  void comparesASettlementWithTheClearingBatchesAtHand() throws IOException {
    var ledger = twoBatches();
    settlement("300", "CB1,100", "CB2,200");

    assertThat(reconcile(ledger)).isEmpty();
  }

  @Test
  void tellsTheClearingBatchThatIsSettledWithAnotherAmount() throws IOException {
    var ledger = twoBatches();
    settlement("301", "CB1,100", "CB2,201");

    assertThat(reconcile(ledger))
        .containsExactly(
            "AMOUNT_DIFFERS settlement CB2 settled 2.01 USD, its transactions come to 2.00 USD");
  }

  @Test
  void refusesASettlementThatDoesNotAddUpAndJudgesTheTransactionsAllTheSame() throws IOException {
    var ledger = twoBatches();
    settlement("302", "CB1,100", "CB2,200");

    assertThat(reconcile(ledger))
        .singleElement()
        .asString()
        .startsWith("DAMAGED_SET set P1 USD SB1 A1")
        .contains("_SB1_A1_000.csv:2:10: declares total 3.02 USD, its clearing batches come to 3");
  }

  @Test
  void addsUpABatchThatIsSettledInTwo() throws IOException {
    var ledger = twoBatches();
    settlement("250", "CB1,100", "CB2,150");
    write("SB2", "50", "CB2,50");

    assertThat(reconcile(ledger)).isEmpty();
  }

  @Test
  void doesNotJudgeABatchThatIsNotAtHand() throws IOException {
    var ledger = twoBatches();
    settlement("999", "CB1,100", "CB0,899");

    assertThat(reconcile(ledger)).isEmpty();
  }

  private Path twoBatches() {
    reports.set("USD", "CB1", "A1", row("PAYMENT", "1", "", 100, "10:00:00"));
    reports.set("USD", "CB2", "A1", row("PAYMENT", "2", "", 200, "11:00:00"));
    return books.ledger(
        ours("PAYMENT", "1", "", 100, "SUCCEEDED", "10:00:00"),
        ours("PAYMENT", "2", "", 200, "SUCCEEDED", "11:00:00"));
  }

  private void settlement(String total, String... batches) {
    write("SB1", total, batches);
  }

  private void write(String batch, String total, String... batches) {
    reports.write(
        "settlement_P1_USD_" + batch + "_A1_000.csv",
        "valueDate,totalAmount\n20261127,"
            + total
            + "\nclearingBatchId,settlementAmount\n"
            + String.join("\n", batches)
            + "\n");
  }

  private List<String> reconcile(Path ledger) throws IOException {
    var findings = new ArrayList<Finding>();
    var outcome =
        new Reconciliation(
                ProfileReader.read(Path.of("conf/reports/two-section.yaml")),
                new Window(DAY, DAY, Duration.ofMinutes(30)),
                0,
                folder.resolve("work"),
                rows -> {})
            .run(
                List.of(reports.path()),
                new CsvLedger(ledger, ProfileReader.read(Path.of("conf/reports/ledger.yaml"))),
                findings::add);
    assertThat(outcome.agrees()).isEqualTo(findings.isEmpty());
    return findings.stream()
        .map(one -> one.difference() + " " + one.subject() + " " + one.id() + " " + one.theirs())
        .toList();
  }
}
