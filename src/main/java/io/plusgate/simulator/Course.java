package io.plusgate.simulator;

import java.time.Duration;

/**
 * How a payment goes: how it ends, and how long it stays U before.
 *
 * @param code of the failure
 * @param waitingCode what a U says meanwhile
 * @param inquiries how many inquiries are answered U before it ends
 * @param after the wait before it ends by itself
 */
public record Course(
    Ending ending, String code, String waitingCode, int inquiries, Duration after) {
  public static final String IN_PROCESS = "PAYMENT_IN_PROCESS";

  /** The end of a payment's course. */
  public enum Ending {
    SUCCEED,
    FAIL,
    /** Unknown until it is cancelled. */
    NEVER
  }

  public Course {
    if (inquiries < 0 || after.isNegative()) {
      throw new IllegalArgumentException(
          "course: inquiries " + inquiries + ", after " + after + " (expected: >= 0)");
    }
  }

  public static Course succeed() {
    return new Course(Ending.SUCCEED, "SUCCESS", IN_PROCESS, 0, Duration.ZERO);
  }

  public static Course fail(String code) {
    return new Course(Ending.FAIL, code, IN_PROCESS, 0, Duration.ZERO);
  }

  public static Course never() {
    return new Course(Ending.NEVER, "ORDER_IS_CLOSED", IN_PROCESS, 0, Duration.ZERO);
  }

  public Course afterInquiries(int answeredUnknown) {
    return new Course(ending, code, waitingCode, answeredUnknown, after);
  }

  public Course after(Duration wait) {
    return new Course(ending, code, waitingCode, inquiries, wait);
  }

  public Course waitingAs(String unknownCode) {
    return new Course(ending, code, unknownCode, inquiries, after);
  }

  /** Whether the pay answer itself says the end. */
  boolean isImmediate() {
    return ending != Ending.NEVER && inquiries == 0 && after.isZero();
  }
}
