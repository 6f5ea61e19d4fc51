package io.plusgate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a set of checks found: each fine, doubtful or failed, and what to do. */
final class Findings {
  /** How one check ended. */
  enum Verdict {
    OK(Ink.GOOD),
    WARN(Ink.WARN),
    FAIL(Ink.BAD);

    private final Ink ink;

    Verdict(Ink ink) {
      this.ink = ink;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One line: what was looked at, what was seen, what to do when it isn't fine. */
  record Finding(String check, Verdict verdict, String seen, String remedy) {}

  private final List<Finding> list = new ArrayList<>();

  void ok(String check, String seen) {
    list.add(new Finding(check, Verdict.OK, seen, ""));
  }

  void warn(String check, String seen, String remedy) {
    list.add(new Finding(check, Verdict.WARN, seen, remedy));
  }

  void fail(String check, String seen, String remedy) {
    list.add(new Finding(check, Verdict.FAIL, seen, remedy));
  }

  /** Fine when yes, failed when not. */
  void that(boolean yes, String check, String seen, String remedy) {
    list.add(new Finding(check, yes ? Verdict.OK : Verdict.FAIL, seen, yes ? "" : remedy));
  }

  boolean failed() {
    return list.stream().anyMatch(finding -> finding.verdict() == Verdict.FAIL);
  }

  /** Prints them and answers 0, or 1 when one failed. */
  int print(Output output) {
    var json = new JsonArray();
    list.forEach(finding -> json.add(json(finding)));
    output.print(
        new JsonObject().put("ok", !failed()).put("checks", json),
        out -> {
          var table = new Table("CHECK", "", "SEEN");
          for (Finding finding : list) {
            var verdict = Table.cell(finding.verdict().word(), finding.verdict().ink);
            table.row(Table.cell(finding.check()), verdict, Table.cell(finding.seen()));
            if (!finding.remedy().isEmpty()) {
              table.row(Table.cell(""), Table.cell(""), Table.cell("→ " + finding.remedy()));
            }
          }
          table.print(out);
        });
    return failed() ? ExitCode.NO : ExitCode.FINE;
  }

  private static JsonObject json(Finding finding) {
    var json =
        new JsonObject()
            .put("check", finding.check())
            .put("verdict", finding.verdict().word())
            .put("seen", finding.seen());
    return finding.remedy().isEmpty() ? json : json.put("remedy", finding.remedy());
  }
}
