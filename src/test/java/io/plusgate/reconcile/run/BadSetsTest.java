package io.plusgate.reconcile.run;

import static io.plusgate.reconcile.ReportFolder.ours;
import static io.plusgate.reconcile.ReportFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.ReportFolder;
import io.plusgate.reconcile.match.Window;
import io.plusgate.reconcile.profile.ProfileReader;
import io.plusgate.reconcile.read.ReportFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A set with anything wrong in it is used not at all, is said where, and keeps its bytes. */
class BadSetsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
  private static final String ITEMS = "transactionItems_P1_USD_CB1_A1_000.csv";
  private static final String SUMMARY = "summary_P1_USD_CB1_A1_000.csv";

  @TempDir Path folder;
  private ReportFolder reports = new ReportFolder(Path.of(""));

  @BeforeEach
  void writeASoundSet() {
    reports = new ReportFolder(folder.resolve("reports"));
    reports.set(
        "USD",
        "CB1",
        "A1",
        row("PAYMENT", "1", "", 100, "10:00:00"),
        row("PAYMENT", "2", "", 200, "11:00:00"));
  }

  @Test
  void agreesWhenTheSetIsSound() throws IOException {
    assertThat(reconcile()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2,300|3,300|000.csv:2:1: declares count 3 and total 3.00 USD, has count 2",
        "2,300|2,299|000.csv:2:3: declares count 2 and total 2.99 USD, has count 2",
        "2,300|2,30000|the total is off by 100: wrong `unit` in the profile?",
        "11:00:00+08:00|11:|000.csv:5:32: time: 2026-11-25T11:",
        ",200,USD,200,USD|,200,USD,2|000.csv:5:26: 8 cells (expected: 9, as in the header; cut",
        ",200,USD,200,USD|,2.00,USD,200,USD|000.csv:5:16: amount: 2.00 (expected: a whole number",
        ",200,USD,200,USD|,200,USX,200,USD|000.csv:5:20: currency: USX (expected: an ISO 4217"
      })
  void usesNothingOfADamagedSetAndSaysWhere(String sound, String damaged, String complaint)
      throws IOException {
    change(ITEMS, sound, damaged);

    assertThat(onlyDamage()).contains(complaint);
  }

  @Test
  void saysWhereBytesAreNotUtf8() throws IOException {
    Path file = reports.path().resolve(ITEMS);
    byte[] bytes =
        Files.readString(file).replace("R2,A2", "R2,\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, bytes);

    assertThat(onlyDamage()).contains(ITEMS + ":5:4: bytes that are not UTF-8");
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void refusesPipesWithoutAProfileForThem() throws IOException {
    Path file = reports.path().resolve(ITEMS);
    Files.writeString(file, Files.readString(file).replace(',', '|'));

    assertThat(onlyDamage()).contains(ITEMS + ":1:1: the summary header fits no edition");
  }

  @Test
  void readsByteOrderMarkCrlfAndTrailingBlanks() throws IOException {
    Path file = reports.path().resolve(ITEMS);
    String text = Files.readString(file).replace(",USD,", ",USD  ,").replace("\n", "\r\n");
    Files.writeString(file, "\uFEFF" + text);

    assertThat(reconcile()).isEmpty();
  }

  @Test
  void refusesASummaryThatSaysOtherwise() throws IOException {
    change(SUMMARY, "CB1,2,300", "CB1,2,301");

    assertThat(onlyDamage()).contains(SUMMARY + ":2:7: declares count 2 and total 3.01 USD");
  }

  @Test
  void refusesASetWithNothingToControlItBy() throws IOException {
    var flat = folder.resolve("flat");
    Files.createDirectories(flat);
    Files.writeString(
        flat.resolve(ITEMS),
        "clearingBatchId,tradeNo,outTradeNo,transactionType,amount,currency,feeAmount,netAmount,"
            + "status,transactionTime,clearingTime\n"
            + "CB1,A1,R1,PAYMENT,1.00,USD,0.00,1.00,SUCCESS,2026-11-25T02:00:00Z,20261125\n");

    var findings = run(List.of(flat), "flat", ledger());

    assertThat(findings).extracting(Finding::difference).containsExactly(Difference.DAMAGED_SET);
    assertThat(findings.get(0).theirs()).contains(ITEMS + ": nothing to control it by");
  }

  @Test
  void refusesASummaryOrFeesWithoutTheirTransactions() throws IOException {
    Files.delete(reports.path().resolve(ITEMS));

    assertThat(onlyDamage()).contains(SUMMARY + ": stands without a transactionItems file");
  }

  @Test
  void refusesASetWithAMissingPart() throws IOException {
    Files.move(
        reports.path().resolve(ITEMS),
        reports.path().resolve("transactionItems_P1_USD_CB1_A1_002.csv"));
    reports.write(ITEMS, Files.readString(copyOf("transactionItems_P1_USD_CB1_A1_002.csv")));

    assertThat(onlyDamage()).contains("002.csv: part 002 follows 000 (expected: no gap");
  }

  @Test
  void refusesTheSamePartUnderTwoNumbers() throws IOException {
    reports.write("transactionItems_P1_USD_CB1_A1_001.csv", Files.readString(copyOf(ITEMS)));

    assertThat(onlyDamage()).contains("001.csv: has the bytes of " + ITEMS);
  }

  @Test
  void takesTheSameFileOnceHoweverOftenItIsThere() throws IOException {
    Path again = Files.createDirectories(folder.resolve("again"));
    Files.copy(reports.path().resolve(ITEMS), again.resolve(ITEMS));

    assertThat(run(List.of(reports.path(), again), "two-section", ledger())).isEmpty();
  }

  @Test
  void refusesTwoIssuesOfOneFile() throws IOException {
    Path again = Files.createDirectories(folder.resolve("again"));
    Files.writeString(
        again.resolve(ITEMS), Files.readString(copyOf(ITEMS)).replace("10:00:00", "10:00:01"));

    var findings = run(List.of(reports.path(), again), "two-section", ledger());

    assertThat(findings).extracting(Finding::difference).containsExactly(Difference.DAMAGED_SET);
    assertThat(findings.get(0).theirs()).contains("stands here and elsewhere with other bytes");
  }

  @Test
  void judgesOtherCurrenciesThoughOneSetIsDamaged() throws IOException {
    change(ITEMS, "2,300", "9,300");
    reports.write(
        "transactionItems_P1_EUR_CB1_A2_000.csv",
        Files.readString(copyOf(ITEMS))
            .replace("9,300", "2,300")
            .replace("USD", "EUR")
            .replace("R1,A1", "R8,A8")
            .replace("R2,A2", "R9,A9"));

    var findings = reconcile();

    assertThat(findings)
        .extracting(finding -> finding.difference() + " " + finding.id())
        .containsExactlyInAnyOrder(
            "DAMAGED_SET P1 USD CB1 A1", "MISSING_HERE R8", "MISSING_HERE R9");
  }

  @Test
  void streamsAFileOfAnySize() throws IOException {
    long rows = 3_000_000;
    var endless = new Endless(rows);
    long[] seen = {0, 0};

    var totals =
        new ReportFile(
                "huge.csv",
                ProfileReader.read(Path.of("conf/reports/two-section.yaml")),
                "transactionItems",
                "USD")
            .read(
                endless,
                0,
                entry -> {
                  seen[0]++;
                  seen[1] = Math.max(seen[1], endless.given - seen[0] * Endless.ROW.length);
                });

    assertThat(totals.count()).isEqualTo(rows);
    assertThat(seen[0]).isEqualTo(rows);
    assertThat(seen[1]).as("bytes read ahead of the rows told").isLessThan(1 << 18);
  }

  private String onlyDamage() throws IOException {
    Map<Path, byte[]> before = bytes();

    var findings = reconcile();

    assertThat(findings).extracting(Finding::difference).containsExactly(Difference.DAMAGED_SET);
    assertThat(bytes()).usingRecursiveComparison().isEqualTo(before);
    return findings.get(0).theirs();
  }

  private Map<Path, byte[]> bytes() throws IOException {
    var bytes = new HashMap<Path, byte[]>();
    try (Stream<Path> files = Files.list(reports.path())) {
      for (Path file : files.toList()) {
        bytes.put(file, Files.readAllBytes(file));
      }
    }
    return bytes;
  }

  private Path copyOf(String name) {
    return reports.path().resolve(name);
  }

  private void change(String file, String from, String to) throws IOException {
    Path path = reports.path().resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private Path ledger() {
    return new ReportFolder(folder.resolve("ours"))
        .ledger(
            ours("PAYMENT", "1", "", 100, "SUCCEEDED", "10:00:00"),
            ours("PAYMENT", "2", "", 200, "SUCCEEDED", "11:00:00"));
  }

  private List<Finding> reconcile() throws IOException {
    return run(List.of(reports.path()), "two-section", ledger());
  }

  private List<Finding> run(List<Path> paths, String profile, Path ledger) throws IOException {
    var findings = new ArrayList<Finding>();
    var outcome =
        new Reconciliation(
                ProfileReader.read(Path.of("conf/reports", profile + ".yaml")),
                new Window(DAY, DAY, Duration.ofMinutes(30)),
                0,
                folder.resolve("work"),
                rows -> {})
            .run(
                paths,
                new CsvLedger(ledger, ProfileReader.read(Path.of("conf/reports/ledger.yaml"))),
                findings::add);
    assertThat(outcome.agrees()).isEqualTo(findings.isEmpty());
    return findings;
  }
}
