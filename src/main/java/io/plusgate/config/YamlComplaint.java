package io.plusgate.config;

import java.util.List;

/** Says what is wrong with a line of YAML in words that help to mend it. */
final class YamlComplaint {
  private YamlComplaint() {}

  static String of(String parserMessage, String text, int line) {
    String where = "is no valid YAML: ";
    List<String> lines = text.lines().toList();
    if (line >= 1 && line <= lines.size() && indentedWithTab(lines.get(line - 1))) {
      return where + "a tab in the indentation (expected: blanks)";
    }
    return where + parserMessage.lines().findFirst().orElse("").strip();
  }

  private static boolean indentedWithTab(String line) {
    String indentation = line.substring(0, line.length() - line.stripLeading().length());
    return indentation.indexOf('\t') >= 0;
  }
}
