package io.plusgate.demo;

import io.plusgate.demo.Trace.Kind;
import io.plusgate.demo.Trace.Step;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what a run showed into a page of docs/flows, between its marks. */
final class FlowPage {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:\\d+");
  private static final Pattern NUMBER = Pattern.compile("(28100102|20\\d{6})\\d{15,17}");

  private final List<Step> steps;
  private final Map<String, String> numbers = new LinkedHashMap<>();

  FlowPage(List<Step> steps) {
    // The gateway asks by its schedule; whether one falls into this run is chance.
    this.steps = steps.stream().filter(step -> !step.what().equals("inquiryPayment")).toList();
  }

  String fill(String page) {
    return between(between(page, "diagram", diagram()), "requests", requests());
  }

  private static String between(String page, String mark, String made) {
    String begin = "<!-- from a run: " + mark + " -->\n";
    String end = "<!-- end -->";
    int from = page.indexOf(begin);
    if (from < 0) {
      return page + "\n" + begin + made + end + "\n";
    }
    int to = page.indexOf(end, from);
    return page.substring(0, from) + begin + made + page.substring(to);
  }

  private String diagram() {
    var parties = new ArrayList<String>();
    for (Step step : steps) {
      for (String party : List.of(step.from(), step.to())) {
        if (!parties.contains(party)) {
          parties.add(party);
        }
      }
    }
    var text = new StringBuilder("```mermaid\nsequenceDiagram\n");
    parties.forEach(
        party -> text.append("  participant " + id(parties, party) + " as " + party + "\n"));
    for (Step step : steps) {
      boolean http = step.kind() == Kind.HTTP;
      text.append("  ")
          .append(id(parties, step.from()))
          .append(http ? "->>" : "-->>")
          .append(id(parties, step.to()))
          .append(": ")
          .append(http ? step.what() + " (" + says(step) + ")" : label(step))
          .append("\n");
    }
    return text.append("```\n").toString();
  }

  private static String label(Step step) {
    return "[" + step.kind() + "] " + step.what().replace(":", "");
  }

  private static String says(Step step) {
    JsonObject result =
        step.answer().isEmpty()
            ? new JsonObject()
            : new JsonObject(step.answer()).getJsonObject("result", new JsonObject());
    return result.isEmpty()
        ? "202 accepted"
        : result.getString("resultStatus") + " " + result.getString("resultCode");
  }

  private String requests() {
    var text = new StringBuilder();
    String before = "";
    int number = 0;
    for (Step step : steps) {
      if (step.kind() != Kind.HTTP) {
        continue;
      }
      number++;
      text.append("**")
          .append(number + ". " + step.from() + " → " + step.to())
          .append("**, `POST " + step.path() + "`");
      if (step.body().equals(before)) {
        text.append(": the same bytes").append(wire(step)).append(".\n\n");
      } else {
        text.append(wire(step)).append("\n\n").append(json(step.body()));
        before = step.body();
      }
      if (!step.answer().isEmpty() && new JsonObject(step.answer()).containsKey("result")) {
        text.append("Answer:\n\n").append(json(step.answer()));
      }
    }
    return text.toString();
  }

  private static String wire(Step step) {
    if (step.to().equals("Alipay+") || step.from().equals("Alipay+")) {
      return ", signed: `Client-Id`, `Request-Time`, `Signature`";
    }
    return step.from().endsWith("gateway") ? ", verified: `Plusgate-Verified`" : "";
  }

  private String json(String body) {
    return "```json\n" + stable(new JsonObject(body).encodePrettily()) + "\n```\n\n";
  }

  /** The same text for every run: times, ports and numbers that are given out are made alike. */
  private String stable(String text) {
    String timed = TIME.matcher(text).replaceAll("2026-11-26T12:00:00$2");
    String placed = PORT.matcher(timed).replaceAll("127.0.0.1:7070");
    return NUMBER
        .matcher(placed)
        .replaceAll(found -> Matcher.quoteReplacement(number(found.group())));
  }

  private String number(String given) {
    String known = numbers.get(given);
    if (known != null) {
      return known;
    }
    String prefix = given.startsWith("28100102") ? given.substring(0, 8) : "20261126";
    int digits = given.length() - prefix.length();
    String made = prefix + String.format("%0" + digits + "d", numbers.size() + 1);
    numbers.put(given, made);
    return made;
  }

  private static String id(List<String> parties, String party) {
    return "P" + (parties.indexOf(party) + 1);
  }
}
