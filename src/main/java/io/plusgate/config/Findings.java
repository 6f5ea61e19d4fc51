package io.plusgate.config;

import static java.util.Comparator.comparingInt;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Everything one reading found wrong or doubtful, each said once. */
final class Findings {
  private final Set<ConfigProblem> problems = new LinkedHashSet<>();
  private final Set<ConfigProblem> warnings = new LinkedHashSet<>();
  private final NavigableSet<String> broken = new TreeSet<>();

  /** Something that stops the gateway; the line is 0 when there is none. */
  void wrong(String path, String text, int line) {
    problems.add(new ConfigProblem(path, text, line(line)));
    broken.add(path);
  }

  /** Something a record refused; silent when its cause has been said about the same key. */
  void wrongLater(String path, String text, int line) {
    if (!isSaidWithin(path) && !isSaidAround(path)) {
      wrong(path, text, line);
    }
  }

  /** Something the operator should look at. */
  void doubtful(String path, String text, int line) {
    warnings.add(new ConfigProblem(path, text, line(line)));
  }

  boolean isBroken(String path) {
    return broken.contains(path);
  }

  List<ConfigProblem> problems() {
    return inOrder(problems);
  }

  List<ConfigProblem> warnings() {
    return inOrder(warnings);
  }

  private static List<ConfigProblem> inOrder(Set<ConfigProblem> found) {
    return found.stream()
        .sorted(comparingInt(problem -> problem.line().orElse(Integer.MAX_VALUE)))
        .toList();
  }

  private boolean isSaidWithin(String path) {
    return broken.contains(path) || begins(path + ".") || begins(path + "[");
  }

  private boolean begins(String prefix) {
    String next = broken.ceiling(prefix);
    return next != null && next.startsWith(prefix);
  }

  private boolean isSaidAround(String path) {
    for (int at = 0; at < path.length(); at++) {
      boolean isEnd = path.charAt(at) == '.' || path.charAt(at) == '[';
      if (isEnd && broken.contains(path.substring(0, at))) {
        return true;
      }
    }
    return false;
  }

  private static OptionalInt line(int line) {
    return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
  }
}
