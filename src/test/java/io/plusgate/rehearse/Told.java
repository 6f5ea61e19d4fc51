package io.plusgate.rehearse;

import java.util.stream.Collectors;

/** What a report says, for the message of a failing test. */
final class Told {
  private Told() {}

  static String of(RehearsalReport report) {
    return report.cases().stream().map(Told::of).collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static String of(CaseReport one) {
    return one.id()
        + " "
        + one.verdict().word()
        + " "
        + one.took().toMillis()
        + " ms "
        + one.instruction()
        + one.notes()
        + one.broken().stream()
            .map(check -> "\n    " + check.what() + ": " + check.seen())
            .collect(Collectors.joining());
  }
}
