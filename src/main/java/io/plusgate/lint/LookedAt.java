package io.plusgate.lint;

import java.util.List;
import java.util.Optional;

/** A body that was held against its contract. */
public final class LookedAt {
  static final LookedAt NOTHING = new LookedAt(List.of(), Optional.empty(), new long[0]);

  private final List<LintFinding> findings;
  private final Optional<RecentIds.Id> id;
  private final long[] parameters;

  /**
   * @param parameters one hash for each parameter that a repeat must keep; 0 when it is absent
   */
  LookedAt(List<LintFinding> findings, Optional<RecentIds.Id> id, long[] parameters) {
    this.findings = List.copyOf(findings);
    this.id = id;
    this.parameters = parameters;
  }

  public List<LintFinding> findings() {
    return findings;
  }

  Optional<RecentIds.Id> id() {
    return id;
  }

  long[] parameters() {
    return parameters;
  }
}
