package io.plusgate.rehearse;

import java.time.Duration;
import java.util.List;

/**
 * How one case went.
 *
 * @param expected what the matrix expects
 * @param instruction what a person has to do, where the backend could not be asked; else empty
 * @param notes what is worth knowing although nobody fails for it
 */
public record CaseReport(
    String id,
    String title,
    String expected,
    Verdict verdict,
    String instruction,
    List<Check> checks,
    List<String> notes,
    List<Seen> seen,
    Duration took) {
  public CaseReport {
    checks = List.copyOf(checks);
    notes = List.copyOf(notes);
    seen = List.copyOf(seen);
  }

  /** The word of a report; scripts depend on it. */
  public enum Verdict {
    PASSED("passed"),
    FAILED("failed"),
    /** The backend can't be asked to do its part: a person has to, see the instruction. */
    BY_HAND("by hand");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** The checks that did not hold. */
  public List<Check> broken() {
    return checks.stream().filter(check -> !check.held()).toList();
  }
}
