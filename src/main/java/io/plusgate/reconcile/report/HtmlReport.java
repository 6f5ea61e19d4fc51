package io.plusgate.reconcile.report;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result as one page that needs nothing else, no script either: totals per day, set and class,
 * each with a link to its rows, with why and what to do.
 */
public final class HtmlReport {
  /** So many of one day, set and class are listed; the CSV has all. */
  private static final int SHOWN = 500;

  /** So many are listed at all, to bound the page and the memory. */
  private static final int SHOWN_AT_ALL = 20_000;

  private static final List<String> TOTALS =
      List.of("day", "agreement", "batch", "class", "count", "amount");
  private static final List<String> ROWS =
      List.of(
          "what",
          "id",
          "Alipay+ id",
          "amount",
          "ours",
          "theirs",
          "place",
          "Alipay+ says",
          "what to do");

  private final Map<Group, List<Finding>> shown = new TreeMap<>(Group.ORDER);
  private int listed;

  /** What one line of the totals is about. */
  public record Group(long day, String set, Difference difference) {
    private static final Comparator<Group> ORDER =
        Comparator.comparingLong(Group::day)
            .thenComparing(Group::set)
            .thenComparing(Group::difference);

    String anchor() {
      return "d" + day + "-" + Integer.toHexString(set.hashCode()) + "-" + difference;
    }

    /** Participant, currency and agreement; the name of a set has its batch among them. */
    String agreement() {
      var words = set.split(" ", -1);
      return words.length == 4 ? words[0] + " " + words[1] + " " + words[3] : set;
    }

    String batch() {
      var words = set.split(" ", -1);
      return words.length == 4 ? words[2] : "";
    }
  }

  /** One line of the totals; the amounts of one currency. */
  public record Line(Group group, long count, String amount) {}

  /** Remembers one finding for the page. */
  public void add(Finding finding) {
    var group = new Group(finding.day(), finding.set(), finding.difference());
    var list = shown.computeIfAbsent(group, key -> new ArrayList<>());
    if (list.size() < SHOWN && listed < SHOWN_AT_ALL) {
      list.add(finding);
      listed++;
    }
  }

  /**
   * The page.
   *
   * @param title one line about the run
   */
  public String page(String title, List<Line> totals) {
    var page = new StringBuilder(1 << 16);
    page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>")
        .append(text(title))
        .append(
            "</title><style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:90rem}")
        .append("table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #bbb;")
        .append("padding:.25rem .6rem;text-align:left;overflow-wrap:anywhere}th{background:#eee}")
        .append("summary{cursor:pointer;font-weight:600;margin:.6rem 0}")
        .append("details:target>summary{background:#ffd}.n{text-align:right}</style><h1>")
        .append(text(title))
        .append("</h1>");
    head(page, TOTALS);
    totals.forEach(line -> total(page, line));
    page.append("</table>");
    shown.forEach((group, findings) -> section(page, group, findings, count(totals, group)));
    return page.append("</html>\n").toString();
  }

  private void total(StringBuilder page, Line line) {
    var group = line.group();
    String name = group.difference().name();
    page.append("<tr>");
    cell(page, Entry.date(group.day()).toString());
    cell(page, group.set().isEmpty() ? "(ours)" : group.agreement());
    cell(page, group.batch());
    if (shown.containsKey(group)) {
      page.append("<td><a href=\"#").append(group.anchor()).append("\">").append(name);
      page.append("</a></td>");
    } else {
      cell(page, name);
    }
    page.append("<td class=\"n\">").append(line.count()).append("</td><td class=\"n\">");
    page.append(text(line.amount())).append("</td></tr>");
  }

  private static long count(List<Line> totals, Group group) {
    return totals.stream().filter(line -> line.group().equals(group)).mapToLong(Line::count).sum();
  }

  private static void section(StringBuilder page, Group group, List<Finding> findings, long count) {
    page.append("<details open id=\"").append(group.anchor()).append("\"><summary>");
    page.append(text(Entry.date(group.day()) + " " + group.set() + " " + group.difference()));
    page.append(" (").append(count);
    if (findings.size() < count) {
      page.append(", ").append(findings.size()).append(" of them here, the CSV has all");
    }
    page.append(")</summary><p>Why: ")
        .append(text(group.difference().cause()))
        .append("<br>What to do: ")
        .append(text(group.difference().action()))
        .append("</p>");
    head(page, ROWS);
    for (var finding : findings) {
      page.append("<tr>");
      cell(page, finding.subject());
      cell(page, finding.id());
      cell(page, finding.alipayId());
      cell(page, finding.amount().toString());
      cell(page, finding.ours());
      cell(page, finding.theirs());
      cell(page, finding.place());
      cell(page, finding.inquired().said());
      cell(page, finding.action());
      page.append("</tr>");
    }
    page.append("</table></details>");
  }

  private static void head(StringBuilder page, List<String> titles) {
    page.append("<table><tr>");
    titles.forEach(title -> page.append("<th>").append(text(title)).append("</th>"));
    page.append("</tr>");
  }

  private static void cell(StringBuilder page, String raw) {
    page.append("<td>").append(text(raw)).append("</td>");
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
