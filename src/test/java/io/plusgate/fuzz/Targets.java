package io.plusgate.fuzz;

import java.nio.file.Path;
import java.util.List;

/** The targets that read bytes in memory or in a small file. */
final class Targets {
  static final List<String> NAMES =
      List.of(
          "header", "time", "amount", "trace", "json", "lint", "cell", "report", "profile",
          "config");

  private Targets() {}

  /**
   * The only one made: an engine instruments every class that is loaded.
   *
   * @param folder where those that read files may write them
   */
  static FuzzTarget named(String name, Path folder) {
    return switch (name) {
      case "header" -> new HeaderTarget();
      case "time" -> new TimeTarget();
      case "amount" -> new AmountTarget();
      case "trace" -> new TraceTarget();
      case "json" -> new JsonTarget();
      case "lint" -> new LintTarget();
      case "cell" -> new CellTarget();
      case "report" -> new ReportTarget();
      case "profile" -> new ProfileTarget(folder);
      case "config" -> new ConfigTarget(folder);
      default ->
          throw new IllegalArgumentException(
              "fuzz.target: " + name + " (expected: one of " + NAMES + ")");
    };
  }
}
