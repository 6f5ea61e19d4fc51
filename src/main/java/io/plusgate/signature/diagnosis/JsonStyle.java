package io.plusgate.signature.diagnosis;

import io.plusgate.signature.diagnosis.JsonText.Elements;
import io.plusgate.signature.diagnosis.JsonText.Member;
import io.plusgate.signature.diagnosis.JsonText.Members;
import io.plusgate.signature.diagnosis.JsonText.Node;
import io.plusgate.signature.diagnosis.JsonText.Token;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** One way in which JSON libraries write the same document. */
record JsonStyle(Layout layout, Escapes escapes, boolean sorted, String lineEnd) {

  /** Where blanks and line ends stand. */
  enum Layout {
    COMPACT("without blanks", "", ":", "", false),
    ONE_BLANK("a blank behind : and ,", "", ": ", " ", false),
    TWO("indented by two", "  ", ": ", "", false),
    FOUR("indented by four", "    ", ": ", "", false),
    TAB("indented by tabs", "\t", ": ", "", false),
    JACKSON("indented as Jackson does", "  ", " : ", "", true);

    private final String words;
    private final String indent;
    private final String colon;
    private final String afterComma;
    private final boolean arraysOnOneLine;

    Layout(String words, String indent, String colon, String afterComma, boolean oneLine) {
      this.words = words;
      this.indent = indent;
      this.colon = colon;
      this.afterComma = afterComma;
      this.arraysOnOneLine = oneLine;
    }

    String words() {
      return words;
    }

    boolean hasLines() {
      return !indent.isEmpty();
    }
  }

  String write(Node node) {
    var out = new StringBuilder();
    write(node, 0, out);
    return out.toString();
  }

  private void write(Node node, int depth, StringBuilder out) {
    if (node instanceof Members members) {
      block(members.list(), '{', '}', depth, out, m -> member(m, depth, out));
    } else if (node instanceof Elements elements && layout.arraysOnOneLine) {
      oneLine(elements.list(), depth, out);
    } else if (node instanceof Elements elements) {
      block(elements.list(), '[', ']', depth, out, e -> write(e, depth + 1, out));
    } else if (node instanceof Token token) {
      out.append(escapes.write(token.raw()));
    }
  }

  private void member(Member member, int depth, StringBuilder out) {
    out.append(escapes.write(member.name().raw())).append(layout.colon);
    write(member.value(), depth + 1, out);
  }

  private <T> void block(
      List<T> list, char open, char close, int depth, StringBuilder out, Consumer<T> each) {
    out.append(open);
    List<T> inOrder = sorted ? inOrder(list) : list;
    for (int i = 0; i < inOrder.size(); i++) {
      if (i > 0) {
        out.append(',').append(layout.afterComma);
      }
      newLine(depth + 1, out);
      each.accept(inOrder.get(i));
    }
    if (list.isEmpty() && layout.arraysOnOneLine) {
      out.append(' ');
    } else if (!list.isEmpty()) {
      newLine(depth, out);
    }
    out.append(close);
  }

  private static <T> List<T> inOrder(List<T> list) {
    Comparator<T> byName = Comparator.comparing(e -> e instanceof Member m ? m.name().raw() : "");
    return list.stream().sorted(byName).toList();
  }

  private void oneLine(List<Node> list, int depth, StringBuilder out) {
    out.append("[ ");
    for (int i = 0; i < list.size(); i++) {
      out.append(i > 0 ? ", " : "");
      write(list.get(i), depth, out);
    }
    out.append(list.isEmpty() ? "]" : " ]");
  }

  private void newLine(int depth, StringBuilder out) {
    if (layout.hasLines()) {
      out.append(lineEnd).append(layout.indent.repeat(depth));
    }
  }
}
