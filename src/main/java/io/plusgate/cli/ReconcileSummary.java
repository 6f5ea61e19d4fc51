package io.plusgate.cli;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.inquire.PaymentInquirer;
import io.plusgate.reconcile.match.Window;
import io.plusgate.reconcile.report.HtmlReport;
import io.plusgate.reconcile.run.Reconciliation.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** The result of a run, for a person and for a script. */
record ReconcileSummary(Outcome outcome, Window window, Optional<PaymentInquirer> asked) {
  String title() {
    String days =
        window.from().equals(window.to())
            ? window.from().toString()
            : window.from() + " to " + window.to();
    return "Clearing day "
        + days
        + " (UTC+8): "
        + (outcome.agrees() ? "the books agree" : "the books differ");
  }

  private List<List<String>> rows() {
    return outcome.tally().lines().stream()
        .map(
            line ->
                List.of(
                    Entry.date(line.day()).toString(),
                    line.set().isEmpty() ? "(ours)" : line.set(),
                    line.difference().name(),
                    String.valueOf(line.count()),
                    line.amount().toString()))
        .toList();
  }

  /** The same for the page. */
  List<HtmlReport.Line> lines() {
    return outcome.tally().lines().stream()
        .map(
            line ->
                new HtmlReport.Line(
                    new HtmlReport.Group(line.day(), line.set(), line.difference()),
                    line.count(),
                    line.amount().toString()))
        .toList();
  }

  void print(PrintWriter out) {
    out.println(title());
    var table = new Table("day", "set", "class", "count", "amount");
    for (var row : rows()) {
      table.row(row.toArray(String[]::new));
    }
    table.print(out);
    out.println(
        outcome.sets()
            + " sets used; rows: "
            + outcome.theirRows()
            + " theirs, "
            + outcome.ourRows()
            + " ours"
            + (outcome.notJudged() == 0 ? "" : "; not judged: " + outcome.notJudged()));
    asked.ifPresent(
        counts ->
            out.println(
                "Alipay+ was asked "
                    + counts.asked()
                    + " times; verified answers that say something: "
                    + counts.answered()
                    + (counts.left() == 0 ? "" : "; not asked, over the limit: " + counts.left())));
    for (var difference : Difference.values()) {
      if (difference.differs() && outcome.tally().count(difference) > 0) {
        out.println(difference + ": " + difference.cause());
        out.println("  → " + difference.action());
      }
    }
    if (outcome.unitDoubt()) {
      out.println("Every amount differs: is `unit` right in the profile (minor or decimal)?");
    }
    if (!outcome.agrees()) {
      out.println("Follow them with: plusgate exceptions list");
    }
  }

  JsonObject json() {
    var lines = new JsonArray();
    outcome
        .tally()
        .lines()
        .forEach(
            line ->
                lines.add(
                    new JsonObject()
                        .put("day", Entry.date(line.day()).toString())
                        .put("set", line.set())
                        .put("class", line.difference().name())
                        .put("count", line.count())
                        .put("amount", line.amount().toString())));
    var json = new JsonObject();
    asked.ifPresent(
        counts ->
            json.put("asked", counts.asked())
                .put("answered", counts.answered())
                .put("notAsked", counts.left()));
    return json.put("agrees", outcome.agrees())
        .put("from", window.from().toString())
        .put("to", window.to().toString())
        .put("sets", outcome.sets())
        .put("theirRows", outcome.theirRows())
        .put("ourRows", outcome.ourRows())
        .put("notJudged", outcome.notJudged())
        .put("totals", lines);
  }
}
