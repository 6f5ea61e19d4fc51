package io.plusgate.rehearse;

import io.plusgate.rehearse.CaseReport.Verdict;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rehearsal's report for people: one page that needs nothing else, no script, no font, no image.
 * Everything that came over a wire is text in it and nothing more.
 */
public final class ReportPage {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Rehearsal</title>
      <style>
      :root { color-scheme: light dark; --ink: #1b1f24; --page: #fff; --line: #d5dae0; --soft: #f4f6f8;
        --good: #116329; --bad: #b3261e; --wait: #7a4d00; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --page: #14171a; --line: #353b42;
        --soft: #1e2328; --good: #6fdd8b; --bad: #ff9d94; --wait: #f0c060; } }
      body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page);
        max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; margin: .8rem 0; }
      th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: left;
        vertical-align: top; overflow-wrap: anywhere; }
      pre { background: var(--soft); padding: .6rem; white-space: pre-wrap; overflow-wrap: anywhere;
        margin: .3rem 0; font-size: 13px; }
      section { border: 1px solid var(--line); border-radius: 6px; padding: .4rem 1rem 1rem; margin: 1rem 0; }
      summary { cursor: pointer; }
      .passed { color: var(--good); } .failed { color: var(--bad); } .byhand { color: var(--wait); }
      .verdict { font-weight: 600; }
      </style>
      </head>
      <body>
      """;

  private ReportPage() {}

  public static String of(RehearsalReport report) {
    var page = new StringBuilder(1 << 16).append(HEAD);
    page.append("<h1>Rehearsal: ").append(report.role()).append("</h1><p>Backend ");
    page.append(text(report.backend())).append(", ").append(report.at()).append(". ");
    page.append(report.count(Verdict.PASSED)).append(" passed, ");
    page.append(report.count(Verdict.FAILED)).append(" failed, ");
    page.append(report.count(Verdict.BY_HAND)).append(" by hand.</p>");
    page.append("<table><tr><th>Case</th><th>What</th><th>Expected</th><th>Verdict</th></tr>");
    report.cases().forEach(one -> line(page, one));
    page.append("</table>");
    report.cases().forEach(one -> section(page, one));
    return page.append("</body>\n</html>\n").toString();
  }

  private static void line(StringBuilder page, CaseReport one) {
    page.append("<tr><td><a href=\"#").append(one.id()).append("\">").append(one.id());
    page.append("</a></td><td>").append(text(one.title())).append("</td><td>");
    page.append(text(one.expected())).append("</td><td>");
    verdict(page, one.verdict());
    page.append("</td></tr>");
  }

  private static void section(StringBuilder page, CaseReport one) {
    page.append("<section id=\"").append(one.id()).append("\"><h2>").append(one.id()).append(' ');
    page.append(text(one.title())).append(" · ");
    verdict(page, one.verdict());
    page.append("</h2><p>Expected: ").append(text(one.expected())).append(". Took ");
    page.append(one.took().toMillis()).append(" ms.</p>");
    if (!one.instruction().isEmpty()) {
      page.append("<p class=\"byhand\">By hand: ").append(text(one.instruction())).append("</p>");
    }
    checks(page, one);
    one.notes().forEach(note -> page.append("<p>Note: ").append(text(note)).append("</p>"));
    if (!one.seen().isEmpty()) {
      page.append("<details><summary>").append(one.seen().size());
      page.append(" calls, as they went over the wire</summary>");
      one.seen().forEach(call -> call(page, call));
      page.append("</details>");
    }
    page.append("</section>");
  }

  private static void checks(StringBuilder page, CaseReport one) {
    if (one.checks().isEmpty()) {
      return;
    }
    page.append("<table><tr><th></th><th>Looked at</th><th>Seen</th><th>What to fix</th></tr>");
    for (Check check : one.checks()) {
      page.append("<tr><td class=\"").append(check.held() ? "passed\">✓" : "failed\">✗");
      page.append("</td><td>").append(text(check.what())).append("</td><td>");
      page.append(text(check.seen())).append("</td><td>").append(text(check.remedy()));
      page.append("</td></tr>");
    }
    page.append("</table>");
  }

  private static void call(StringBuilder page, Seen call) {
    page.append("<h3>").append(text(call.between())).append(' ').append(text(call.path()));
    page.append("</h3><p>").append(call.at()).append("</p><pre>");
    message(page, call.requestHeaders(), call.requestBody());
    page.append("</pre><p>→ ");
    page.append(call.status() == 0 ? "no answer" : "HTTP " + call.status());
    page.append("</p><pre>");
    message(page, call.answerHeaders(), call.answerBody());
    page.append("</pre>");
  }

  private static void message(StringBuilder page, Map<String, String> headers, String body) {
    new TreeMap<>(headers)
        .forEach(
            (name, value) -> page.append(text(name)).append(": ").append(text(value)).append('\n'));
    page.append('\n').append(text(body));
  }

  private static void verdict(StringBuilder page, Verdict verdict) {
    page.append("<span class=\"verdict ").append(verdict.word().replace(" ", "")).append("\">");
    page.append(verdict.word()).append("</span>");
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
