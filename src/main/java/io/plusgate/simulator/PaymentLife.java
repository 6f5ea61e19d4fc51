package io.plusgate.simulator;

import io.plusgate.simulator.Course.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Lets payments run their course: paid or failed in time, closed at expiry, cancelled. */
final class PaymentLife {
  private final Pace pace;
  private final InstantSource clock;
  private final Notifier notifier;

  PaymentLife(Pace pace, InstantSource clock, Notifier notifier) {
    this.pace = pace;
    this.clock = clock;
    this.notifier = notifier;
  }

  void begin(Payment payment) {
    Course course = payment.terms().scenario().course();
    // Not the clock's: what is under way takes no part of a time that a factor has made short.
    Instant now = payment.terms().createdAt();
    boolean byWallet = payment.isLeftToWallet();
    if (!now.isBefore(payment.terms().expiresAt())) {
      close(payment);
    } else if (course.isImmediate() && !byWallet) {
      finish(payment);
    } else if (course.ending() != Ending.NEVER || byWallet) {
      if (!course.after().isZero()) {
        pace.after(course.after(), () -> finish(payment));
      }
      Duration left = Duration.between(now, payment.terms().expiresAt());
      pace.after(left, () -> close(payment));
    }
  }

  /** Counts an inquiry; the one after the last that is to be answered U brings the end. */
  void inquired(Payment payment) {
    int asked = payment.countInquiry();
    Course course = payment.terms().scenario().course();
    boolean endless = course.ending() == Ending.NEVER;
    if (!endless && !clock.instant().isBefore(payment.terms().expiresAt())) {
      close(payment);
    } else if (!endless && course.inquiries() > 0 && asked > course.inquiries()) {
      finish(payment);
    }
  }

  /** Ends the payment as its course says, unless a real wallet has it in hand. */
  void finish(Payment payment) {
    if (payment.isLeftToWallet()) {
      return;
    }
    Course course = payment.terms().scenario().course();
    boolean paid = course.ending() == Ending.SUCCEED;
    end(payment, paid ? PaymentState.SUCCEEDED : PaymentState.FAILED, course.code());
  }

  /** Ends the payment as a wallet says. */
  void end(Payment payment, PaymentState how, String code) {
    if (payment.end(how, code, clock.instant())) {
      notifier.paymentEnded(payment);
    }
  }

  /** After this the payment cannot succeed, and what was taken is given back. */
  void cancel(Payment payment) {
    payment.cancel(clock.instant());
  }

  private void close(Payment payment) {
    end(payment, PaymentState.FAILED, Answers.ORDER_IS_CLOSED);
  }
}
