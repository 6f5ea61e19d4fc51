package io.plusgate.fuzz;

import java.nio.file.Path;
import java.util.List;

/** The targets that read bytes in memory or in a small file. */
final class Targets {
  private Targets() {}

  /**
   * @param folder where those that read files may write them
   */
  static List<FuzzTarget> in(Path folder) {
    return List.of(
        new HeaderTarget(),
        new TimeTarget(),
        new AmountTarget(),
        new TraceTarget(),
        new JsonTarget(),
        new LintTarget(),
        new CellTarget(),
        new ReportTarget(),
        new ProfileTarget(folder),
        new ConfigTarget(folder));
  }

  static FuzzTarget named(String name, Path folder) {
    return in(folder).stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("fuzz.target: " + name));
  }
}
