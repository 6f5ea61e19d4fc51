package io.plusgate.doctor;

import java.util.ArrayList;
import java.util.List;

/** What a set of checks found: each fine, doubtful or failed, and what to do. */
public final class Findings {
  /** How one check ended. */
  public enum Verdict {
    OK,
    WARN,
    FAIL,
    /** Failed because something did not answer, which is no fault of what was looked at. */
    UNREACHABLE;

    public boolean isFailure() {
      return this == FAIL || this == UNREACHABLE;
    }
  }

  /**
   * One line.
   *
   * @param check what was looked at, in one or two words that scripts may rely on
   * @param subject which one of several, e.g. a host; empty when there is only one
   * @param seen what was found
   * @param remedy what to do; empty when it is fine
   */
  public record Finding(
      String check, String subject, Verdict verdict, String seen, String remedy) {}

  private final List<Finding> list = new ArrayList<>();

  public void ok(String check, String subject, String seen) {
    list.add(new Finding(check, subject, Verdict.OK, seen, ""));
  }

  public void warn(String check, String subject, String seen, String remedy) {
    list.add(new Finding(check, subject, Verdict.WARN, seen, remedy));
  }

  public void fail(String check, String subject, String seen, String remedy) {
    list.add(new Finding(check, subject, Verdict.FAIL, seen, remedy));
  }

  public void unreachable(String check, String subject, String seen, String remedy) {
    list.add(new Finding(check, subject, Verdict.UNREACHABLE, seen, remedy));
  }

  /** Fine when yes, failed when not. */
  public void that(boolean yes, String check, String subject, String seen, String remedy) {
    list.add(new Finding(check, subject, yes ? Verdict.OK : Verdict.FAIL, seen, yes ? "" : remedy));
  }

  /** In the order they were found. */
  public List<Finding> list() {
    return List.copyOf(list);
  }

  /** Whether any of them is neither fine nor a mere doubt. */
  public boolean failed() {
    return list.stream().anyMatch(finding -> finding.verdict().isFailure());
  }

  /** Whether something failed, and all that failed did so because nothing answered. */
  public boolean onlyUnreachable() {
    return failed() && list.stream().noneMatch(finding -> finding.verdict() == Verdict.FAIL);
  }
}
