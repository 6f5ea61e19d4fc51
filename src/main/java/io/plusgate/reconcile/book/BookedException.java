package io.plusgate.reconcile.book;

import io.plusgate.reconcile.Difference;
import java.util.List;

/**
 * A difference as people follow it.
 *
 * @param number short, for typing
 * @param day its clearing day, e.g. 2026-11-25
 * @param inquiry what Alipay+ said when it was last asked; empty when it never was
 * @param action what to do about it
 * @param trail what happened to it, the first event first
 */
public record BookedException(
    long number,
    Difference difference,
    State state,
    String day,
    String set,
    String subject,
    String id,
    String alipayId,
    String ours,
    String theirs,
    String place,
    String amount,
    String inquiry,
    String action,
    List<Event> trail) {
  public BookedException {
    trail = List.copyOf(trail);
  }

  /** How far it is. */
  public enum State {
    OPEN,
    /** A person said how it ended. */
    RESOLVED,
    /** A later run of the same days does not find it any more. */
    CLEARED
  }

  /** One line of the audit trail. */
  public record Event(String at, String what, String by, String note) {}
}
