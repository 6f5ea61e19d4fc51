package io.plusgate.cli;

import picocli.CommandLine.Help.Ansi;

/** What a word means, in colour where a person sees it on a terminal, and plain elsewhere. */
enum Ink {
  PLAIN(""),
  STRONG("bold"),
  FAINT("faint"),
  GOOD("green"),
  WARN("yellow"),
  BAD("red");

  /** picocli's own end of bold, 21, is a double underline to many terminals. */
  private static final String PLAIN_AGAIN = "\u001B[0m";

  private final String style;

  Ink(String style) {
    this.style = style;
  }

  /** The text, coloured unless the output is a pipe or {@code NO_COLOR} is set. */
  String on(String text) {
    var ansi = Ansi.AUTO;
    if (style.isEmpty() || text.isEmpty() || !ansi.enabled()) {
      return text;
    }
    var marks = Ansi.Style.parse(style);
    return Ansi.Style.on(marks) + text + PLAIN_AGAIN;
  }
}
