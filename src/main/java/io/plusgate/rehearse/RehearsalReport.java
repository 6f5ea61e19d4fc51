package io.plusgate.rehearse;

import io.plusgate.protocol.Role;
import io.plusgate.rehearse.CaseReport.Verdict;
import java.time.Instant;
import java.util.List;

/** How a rehearsal went. */
public record RehearsalReport(Role role, String backend, Instant at, List<CaseReport> cases) {
  public RehearsalReport {
    cases = List.copyOf(cases);
  }

  public boolean allPassed() {
    return count(Verdict.PASSED) == cases.size();
  }

  public long count(Verdict verdict) {
    return cases.stream().filter(one -> one.verdict() == verdict).count();
  }
}
