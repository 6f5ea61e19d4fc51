package io.plusgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a configuration that name our key; everything else stays as it is, comments
 * included.
 */
final class KeyLines {
  private static final Pattern KEY =
      Pattern.compile("(\\s*(?:- +)?)privateKey:\\s+[\"']?([^\\s\"'#{}]+)[\"']?(\\s.*|)");

  private KeyLines() {}

  /**
   * The text with another key and version for the client whose key stands there as {@code old}.
   *
   * @throws ExitException when it is not to be found exactly once, on a line of its own
   */
  static String replaced(String text, String old, String next, String version) {
    var lines = new ArrayList<>(text.lines().toList());
    var found = new ArrayList<Integer>();
    for (int line = 0; line < lines.size(); line++) {
      Matcher key = KEY.matcher(lines.get(line));
      if (key.matches() && key.group(2).equals(old)) {
        found.add(line);
      }
    }
    if (found.size() != 1) {
      throw ExitException.usage(
          "privateKey: "
              + old
              + " stands there "
              + found.size()
              + " times on a line of its own (expected: once; change the file by hand)");
    }
    replace(lines, found.get(0), next, version);
    return String.join("\n", lines) + "\n";
  }

  private static void replace(List<String> lines, int at, String next, String version) {
    Matcher key = KEY.matcher(lines.get(at));
    if (!key.matches()) {
      throw new IllegalStateException("found before");
    }
    String indent = " ".repeat(key.group(1).length());
    lines.set(at, key.group(1) + "privateKey: " + next + key.group(3));
    for (int line = at + 1; line < lines.size() && belongs(lines.get(line), indent); line++) {
      if (lines.get(line).startsWith(indent + "keyVersion:")) {
        lines.set(line, indent + "keyVersion: " + version);
        return;
      }
    }
    lines.add(at + 1, indent + "keyVersion: " + version);
  }

  private static boolean belongs(String line, String indent) {
    return line.isBlank() || line.startsWith(indent);
  }
}
