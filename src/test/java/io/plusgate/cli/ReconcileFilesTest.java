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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that {@code reconcile} writes: nothing in them is run by what opens them. */
class ReconcileFilesTest {
  @TempDir Path folder;

  @Test
  void writesACsvThatNoSpreadsheetRuns() throws IOException {
    reports("=HYPERLINK(1)", "<script>alert(1)</script>");
    Path csv = folder.resolve("out.csv");

    assertThat(reconcile("--csv", csv).code()).isEqualTo(1);

    assertThat(Files.readString(csv))
        .startsWith("\"class\",\"day\",\"set\"")
        .contains(",\"'=HYPERLINK(1)\",")
        .doesNotContain(",\"=HYPERLINK");
  }

  @Test
  void writesOneFindingAsALineOfJson() throws IOException {
    reports("R2", "A2");
    Path json = folder.resolve("out.jsonl");

    assertThat(reconcile("--json", json).code()).isEqualTo(1);

    assertThat(Files.readAllLines(json))
        .singleElement()
        .satisfies(
            line -> {
              var finding = new JsonObject(line);
              assertThat(finding.getString("class")).isEqualTo("MISSING_HERE");
              assertThat(finding.getString("id")).isEqualTo("R2");
              assertThat(finding.getString("place"))
                  .isEqualTo("transactionItems_P1_USD_CB1_A1_000.csv:5");
              assertThat(finding.getString("action")).startsWith("inquire");
            });
  }

  @Test
  void writesAPageThatNeedsNothingElseAndLeadsFromTotalsToRows() throws IOException {
    reports("=HYPERLINK(1)", "<script>alert(1)</script>");
    Path page = folder.resolve("out.html");

    assertThat(reconcile("--html", page).code()).isEqualTo(1);

    String html = Files.readString(page);
    assertThat(html)
        .contains("<td>2026-11-25</td><td>P1 USD A1</td><td>CB1</td>")
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script")
        .doesNotContain("http")
        .doesNotContain("src=");
    var link = Pattern.compile("<a href=\"#([^\"]+)\">MISSING_HERE").matcher(html);
    assertThat(link.find()).isTrue();
    assertThat(html).contains("<details open id=\"" + link.group(1) + "\">");
  }

  /** The second row is not among ours. */
  private void reports(String requestId, String alipayId) {
    new ReportFolder(folder.resolve("reports"))
        .set(
            "USD",
            "CB1",
            "A1",
            row("PAYMENT", "1", "", 100, "10:00:00"),
            row("PAYMENT", "2", "", 200, "11:00:00")
                .replace("R2", requestId)
                .replace("A2", alipayId));
  }

  private Typed reconcile(String option, Path file) {
    return plusgate(
        "reconcile",
        folder.resolve("reports"),
        "--day",
        "2026-11-25",
        "--work",
        folder.resolve("work"),
        "--ledger",
        new ReportFolder(folder.resolve("ours"))
            .ledger(ours("PAYMENT", "1", "", 100, "SUCCEEDED", "10:00:00")),
        option,
        file);
  }
}
