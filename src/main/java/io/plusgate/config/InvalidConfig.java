package io.plusgate.config;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Why a record of the configuration can not exist with these values: every reason at once. */
public final class InvalidConfig extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  InvalidConfig(String section, List<ConfigProblem> problems) {
    super(problems.stream().map(problem -> show(section, problem)).collect(joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** The problems with paths relative to the record. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  private static String show(String section, ConfigProblem problem) {
    return section.isEmpty() ? problem.message() : problem.under(section, problem.line()).message();
  }
}
