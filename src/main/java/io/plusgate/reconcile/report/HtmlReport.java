package io.plusgate.reconcile.report;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The result as one page that needs nothing else: totals, then each class to open, with what to do.
 */
public final class HtmlReport {
  /** So many of one class are listed; the CSV has all. */
  private static final int SHOWN = 1_000;

  private final Map<Difference, List<Finding>> shown = new EnumMap<>(Difference.class);

  /** Remembers one finding for the page. */
  public void add(Finding finding) {
    var list = shown.computeIfAbsent(finding.difference(), key -> new ArrayList<>());
    if (list.size() < SHOWN) {
      list.add(finding);
    }
  }

  /**
   * The page.
   *
   * @param title one line about the run
   * @param totals rows of day, set, class, count and amount
   */
  public String page(String title, List<List<String>> totals) {
    var page = new StringBuilder(1 << 16);
    page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>")
        .append(text(title))
        .append(
            "</title><style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:80rem}")
        .append("table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #bbb;")
        .append("padding:.25rem .6rem;text-align:left;overflow-wrap:anywhere}th{background:#eee}")
        .append("summary{cursor:pointer;font-weight:600;margin:.6rem 0}</style><h1>")
        .append(text(title))
        .append("</h1>");
    table(page, List.of("day", "set", "class", "count", "amount"), totals);
    shown.forEach((difference, findings) -> section(page, difference, findings));
    return page.append("</html>\n").toString();
  }

  private static void section(StringBuilder page, Difference difference, List<Finding> findings) {
    page.append("<details open><summary>")
        .append(difference)
        .append(" (")
        .append(findings.size())
        .append(findings.size() == SHOWN ? ", the first; the CSV has all" : "")
        .append(")</summary><p>Why: ")
        .append(text(difference.cause()))
        .append("<br>What to do: ")
        .append(text(difference.action()))
        .append("</p>");
    table(
        page,
        List.of(
            "day",
            "set",
            "what",
            "id",
            "Alipay+ id",
            "ours",
            "theirs",
            "place",
            "Alipay+ says",
            "do"),
        findings.stream()
            .map(
                finding ->
                    List.of(
                        Entry.date(finding.day()).toString(),
                        finding.set(),
                        finding.subject(),
                        finding.id(),
                        finding.alipayId(),
                        finding.ours(),
                        finding.theirs(),
                        finding.place(),
                        finding.inquired().said(),
                        finding.action()))
            .toList());
    page.append("</details>");
  }

  private static void table(StringBuilder page, List<String> head, List<List<String>> rows) {
    page.append("<table><tr>");
    head.forEach(cell -> page.append("<th>").append(text(cell)).append("</th>"));
    page.append("</tr>");
    for (var row : rows) {
      page.append("<tr>");
      row.forEach(cell -> page.append("<td>").append(text(cell)).append("</td>"));
      page.append("</tr>");
    }
    page.append("</table>");
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
