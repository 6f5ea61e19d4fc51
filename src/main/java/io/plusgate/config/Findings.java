package io.plusgate.config;

import static java.util.Comparator.comparingInt;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Everything one reading found wrong or doubtful, each said once. */
final class Findings {
  private final Set<ConfigProblem> problems = new LinkedHashSet<>();
  private final Set<ConfigProblem> warnings = new LinkedHashSet<>();
  private final Set<String> broken = new HashSet<>();

  /** Something that stops the gateway; the line is 0 when there is none. */
  void wrong(String path, String text, int line) {
    problems.add(new ConfigProblem(path, text, line(line)));
    broken.add(path);
  }

  /** Something a record refused; silent when its cause has been said about the same key. */
  void wrongLater(String path, String text, int line) {
    if (broken.stream().noneMatch(said -> related(said, path))) {
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

  private static boolean related(String one, String other) {
    return within(one, other) || within(other, one);
  }

  private static boolean within(String path, String parent) {
    return path.equals(parent) || path.startsWith(parent + ".") || path.startsWith(parent + "[");
  }

  private static OptionalInt line(int line) {
    return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
  }
}
