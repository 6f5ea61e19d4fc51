package io.plusgate.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the YAML parser could not read, in words that help to mend it and without the text itself.
 */
record YamlComplaint(String words, int line) {
  private static final Pattern LINE = Pattern.compile("line (\\d+), column");
  private static final Pattern POSITION = Pattern.compile("position (\\d+)");

  /** Made of the parser's message: lines of words, places and snippets, the cause last. */
  static YamlComplaint of(String message, String text) {
    int line = line(message, text);
    List<String> lines = text.lines().toList();
    if (line >= 1 && line <= lines.size() && indentedWithTab(lines.get(line - 1))) {
      return complaint("a tab in the indentation (expected: blanks)", line);
    }
    List<String> words =
        message.lines().filter(part -> !part.isBlank() && !part.startsWith(" ")).toList();
    String cause =
        words.stream().filter(part -> !part.startsWith("in ")).reduce("", (first, last) -> last);
    // What the parser says of its own events helps nobody.
    return complaint(cause.replaceFirst(", got this instead:.*", ""), line);
  }

  private static YamlComplaint complaint(String cause, int line) {
    return new YamlComplaint("is no valid YAML: " + cause, line);
  }

  private static int line(String message, String text) {
    int line = 0;
    for (Matcher places = LINE.matcher(message); places.find(); ) {
      line = Integer.parseInt(places.group(1));
    }
    Matcher position = POSITION.matcher(message);
    if (line == 0 && position.find()) {
      int end = Math.min(text.length(), Integer.parseInt(position.group(1)));
      return (int) text.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
    }
    return line;
  }

  private static boolean indentedWithTab(String line) {
    String indentation = line.substring(0, line.length() - line.stripLeading().length());
    return indentation.indexOf('\t') >= 0;
  }
}
