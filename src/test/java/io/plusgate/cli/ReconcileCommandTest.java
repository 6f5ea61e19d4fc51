package io.plusgate.cli;

import static io.plusgate.cli.Typed.plusgate;
import static io.plusgate.reconcile.ReportFolder.ours;
import static io.plusgate.reconcile.ReportFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.reconcile.ReportFolder;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reconcile} and {@code exceptions} as they are typed: what they say and answer. */
class ReconcileCommandTest {
  private static final String ONE = ours("PAYMENT", "1", "", 100, "SUCCEEDED", "10:00:00");
  private static final String TWO = ours("PAYMENT", "2", "", 200, "SUCCEEDED", "11:00:00");

  @TempDir Path folder;
  private ReportFolder reports = new ReportFolder(Path.of(""));

  @BeforeEach
  void writeReports() {
    reports = new ReportFolder(folder.resolve("reports"));
    reports.set(
        "USD",
        "CB1",
        "A1",
        row("PAYMENT", "1", "", 100, "10:00:00"),
        row("PAYMENT", "2", "", 200, "11:00:00"));
  }

  @Test
  void answersZeroWhenTheBooksAgree() {
    var typed = reconcile("--ledger", ledger(ONE, TWO));

    assertThat(typed.code()).describedAs(typed.err()).isZero();
    assertThat(typed.out())
        .contains("Clearing day 2026-11-25 (UTC+8): the books agree")
        .containsPattern("2026-11-25 +P1 USD CB1 A1 +MATCHED +2 +3.00 USD")
        .contains("1 sets used; rows: 2 theirs, 2 ours");
  }

  @Test
  void answersOneWhenTheyDifferAndSaysWhyAndWhatToDo() {
    var typed = reconcile("--ledger", ledger(ONE));

    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.out())
        .contains("the books differ")
        .containsPattern("MISSING_HERE +1 +2.00 USD")
        .contains("never post from the file alone")
        .contains("plusgate exceptions list");
  }

  @Test
  void answersAScriptWithTotals() {
    var json = reconcile("--ledger", ledger(ONE), "--output", "json").json();

    assertThat(json.getBoolean("agrees")).isFalse();
    assertThat(json.getLong("theirRows")).isEqualTo(2);
    assertThat(json.getJsonArray("totals"))
        .contains(
            new JsonObject()
                .put("day", "2026-11-25")
                .put("set", "P1 USD CB1 A1")
                .put("class", "MISSING_HERE")
                .put("count", 1)
                .put("amount", "2.00 USD"));
  }

  @Test
  void comparesWithTheRowsOfAQuery() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("books.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "create table books as select 'PAYMENT' as type, 'R1' as requestId, 'A1' as alipayId,"
              + " '' as originalId, 100 as amount, 'USD' as currency, 100 as settlementAmount,"
              + " 'USD' as settlementCurrency, null as fee, null as feeCurrency,"
              + " 'SUCCEEDED' as status, '2026-11-25T10:00:00+08:00' as time");
    }

    var typed = reconcile("--jdbc", url, "--query", "select * from books", "--output", "json");

    assertThat(typed.code()).describedAs(typed.err()).isEqualTo(1);
    assertThat(typed.json().getLong("ourRows")).isEqualTo(1);
    assertThat(typed.out()).contains("MISSING_HERE").doesNotContain("AMOUNT_DIFFERS");
  }

  @Test
  void reportsAnAgreementWhoseSetIsNotThere() throws IOException {
    reports.set("EUR", "CB1", "A2", row("PAYMENT", "9", "", 5, "09:00:00").replace("USD", "EUR"));
    String nine = ours("PAYMENT", "9", "", 5, "SUCCEEDED", "09:00:00").replace("USD", "EUR");
    Path ledger = ledger(ONE, TWO, nine);
    assertThat(reconcile("--ledger", ledger).code()).isZero();
    Files.delete(reports.path().resolve("transactionItems_P1_EUR_CB1_A2_000.csv"));
    Files.delete(reports.path().resolve("summary_P1_EUR_CB1_A2_000.csv"));

    var typed = reconcile("--ledger", ledger);

    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.out())
        .containsPattern("P1 EUR A2 +DAMAGED_SET")
        .doesNotContain("MISSING_AT_ALIPAYPLUS")
        .contains("not judged: 1");
    var list = plusgate("exceptions", "list", "--work", work(), "--output", "json");
    assertThat(list.out()).contains("no set of this agreement, which had one before");
  }

  @Test
  void saysWhereADamagedSetIsWrong() throws IOException {
    Path items = reports.path().resolve("transactionItems_P1_USD_CB1_A1_000.csv");
    assertThat(Files.writeString(items, Files.readString(items).replace("2,300", "3,300")))
        .exists();

    var typed = reconcile("--ledger", ledger(ONE, TWO));

    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.err()).contains("_A1_000.csv:2:1: declares count 3");
    assertThat(typed.out()).contains("not judged: 2").doesNotContain("MISSING");
  }

  @Test
  void answersTwoToWrongUsage() {
    var none = plusgate("reconcile", reports.path(), "--work", work());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("our side: 0 (expected: --ledger, --jdbc or --config)");

    assertThat(reconcile("--jdbc", "jdbc:sqlite:x").code()).isEqualTo(2);
    assertThat(reconcile("--ledger", ledger(ONE), "--carry-over", "P2D").code()).isEqualTo(2);
    var profile = reconcile("--ledger", ledger(ONE), "--profile", folder.resolve("none.yaml"));
    assertThat(profile.code()).isEqualTo(2);
    assertThat(profile.err()).contains("none.yaml: can't be read (expected: a profile)");
  }

  @Test
  void answersTwoToADamagedLedgerAndBooksNothing() {
    var typed = reconcile("--ledger", ledger(ONE, TWO.replace(",200,", ",2OO,")));

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("ledger.csv:3:16: amount: 2OO");
    var list = plusgate("exceptions", "list", "--all", "--work", work(), "--output", "json");
    assertThat(list.json().getJsonArray("exceptions")).isEmpty();
  }

  @Test
  void answersThreeWhenOurSideCanNotBeReached() {
    var file = reconcile("--ledger", folder.resolve("nowhere.csv"));
    assertThat(file.code()).isEqualTo(3);
    assertThat(file.err()).contains("nowhere.csv (expected: a file we can read)");

    String url = "jdbc:sqlite:" + folder.resolve("empty.db");
    var query = reconcile("--jdbc", url, "--query", "select * from books");
    assertThat(query.code()).isEqualTo(3);
    assertThat(query.err()).contains("our side: the query failed").contains("no such table");
  }

  @Test
  void followsAnExceptionToItsEndAndReopensIt() {
    assertThat(reconcile("--ledger", ledger(ONE)).code()).isEqualTo(1);
    assertThat(exceptions("list").out()).containsPattern("1 +open +2026-11-25 +MISSING_HERE");
    assertThat(exceptions("show", "1").out())
        .containsPattern("action +inquire, then repair the books")
        .contains("found by run 1");

    assertThat(exceptions("resolve", "1", "--note", "ticket 4711", "--by", "ann").code()).isZero();
    assertThat(exceptions("resolve", "1", "--note", "again").code()).isEqualTo(1);
    assertThat(exceptions("list").out())
        .doesNotContain("MISSING_HERE", "number")
        .contains("no open exception", "--all");
    assertThat(exceptions("list", "--all").out()).containsPattern("1 +resolved");

    assertThat(reconcile("--ledger", ledger(ONE)).code()).isEqualTo(1);
    assertThat(exceptions("show", "1").out())
        .contains("resolved by ann ticket 4711")
        .contains("reopened by run 2 it came back");
    assertThat(exceptions("show", "9").code()).isEqualTo(1);
    assertThat(exceptions("resolve", "1").code()).isEqualTo(2);
  }

  private Typed exceptions(String... words) {
    var all = new ArrayList<Object>(List.of("exceptions"));
    all.addAll(List.of(words));
    all.addAll(List.of("--work", work()));
    return plusgate(all.toArray());
  }

  private Typed reconcile(Object... more) {
    return plusgate(words(reports.path(), more));
  }

  private Object[] words(Path where, Object... more) {
    var words =
        new ArrayList<Object>(List.of("reconcile", where, "--day", "2026-11-25", "--work", work()));
    words.addAll(List.of(more));
    return words.toArray();
  }

  private Path work() {
    return folder.resolve("work");
  }

  private Path ledger(String... rows) {
    return new ReportFolder(folder.resolve("ours")).ledger(rows);
  }
}
