package io.plusgate.rehearse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** A rehearsal's report for machines; its names are a contract (docs/rehearse.md). */
public final class ReportJson {
  private ReportJson() {}

  public static JsonObject of(RehearsalReport report) {
    var cases = new JsonArray();
    report.cases().forEach(one -> cases.add(of(one)));
    return new JsonObject()
        .put("role", report.role().name())
        .put("backend", report.backend())
        .put("at", report.at().toString())
        .put("passed", report.count(CaseReport.Verdict.PASSED))
        .put("failed", report.count(CaseReport.Verdict.FAILED))
        .put("byHand", report.count(CaseReport.Verdict.BY_HAND))
        .put("allPassed", report.allPassed())
        .put("cases", cases);
  }

  private static JsonObject of(CaseReport one) {
    var checks = new JsonArray();
    one.checks().forEach(check -> checks.add(of(check)));
    var seen = new JsonArray();
    one.seen().forEach(call -> seen.add(of(call)));
    var json =
        new JsonObject()
            .put("id", one.id())
            .put("title", one.title())
            .put("expected", one.expected())
            .put("verdict", one.verdict().word())
            .put("tookMs", one.took().toMillis())
            .put("checks", checks)
            .put("notes", new JsonArray(one.notes()))
            .put("exchanges", seen);
    return one.instruction().isEmpty() ? json : json.put("instruction", one.instruction());
  }

  private static JsonObject of(Check check) {
    var json =
        new JsonObject()
            .put("held", check.held())
            .put("what", check.what())
            .put("seen", check.seen());
    return check.remedy().isEmpty() ? json : json.put("remedy", check.remedy());
  }

  private static JsonObject of(Seen call) {
    return new JsonObject()
        .put("at", call.at().toString())
        .put("between", call.between())
        .put("path", call.path())
        .put("requestHeaders", of(call.requestHeaders()))
        .put("requestBody", call.requestBody())
        .put("status", call.status())
        .put("answerHeaders", of(call.answerHeaders()))
        .put("answerBody", call.answerBody());
  }

  private static JsonObject of(Map<String, String> headers) {
    var json = new JsonObject();
    new TreeMap<>(headers).forEach(json::put);
    return json;
  }
}
