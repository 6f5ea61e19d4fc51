package io.plusgate.cli;

import io.plusgate.doctor.Findings;
import io.plusgate.doctor.Findings.Finding;
import io.plusgate.doctor.Findings.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;

/** Shows what a set of checks found, and answers with the exit code of it. */
final class FindingsOutput {
  private FindingsOutput() {}

  /** 0 when none failed, 1 when one did, 3 when all that failed only did not answer. */
  static int print(Findings findings, Output output) {
    var json = new JsonArray();
    findings.list().forEach(finding -> json.add(json(finding)));
    output.print(
        new JsonObject().put("ok", !findings.failed()).put("checks", json),
        out -> print(findings, out));
    if (!findings.failed()) {
      return ExitCode.FINE;
    }
    return findings.onlyUnreachable() ? ExitCode.UNREACHABLE : ExitCode.NO;
  }

  private static void print(Findings findings, PrintWriter out) {
    var table = new Table("", "CHECK", "OF", "SEEN");
    for (Finding finding : findings.list()) {
      table.row(
          verdict(finding.verdict()),
          Table.cell(finding.check()),
          Table.cell(finding.subject()),
          Table.cell(finding.seen()));
      if (!finding.remedy().isEmpty()) {
        table.row("", "", "", "→ " + finding.remedy());
      }
    }
    table.print(out);
  }

  private static Table.Cell verdict(Verdict verdict) {
    return switch (verdict) {
      case OK -> Table.cell("ok", Ink.GOOD);
      case WARN -> Table.cell("warn", Ink.WARN);
      case FAIL, UNREACHABLE -> Table.cell("fail", Ink.BAD);
    };
  }

  private static JsonObject json(Finding finding) {
    var json =
        new JsonObject()
            .put("check", finding.check())
            .put("of", finding.subject())
            .put("verdict", verdict(finding.verdict()).text())
            .put("reachable", finding.verdict() != Verdict.UNREACHABLE)
            .put("seen", finding.seen());
    return finding.remedy().isEmpty() ? json : json.put("remedy", finding.remedy());
  }
}
