package io.plusgate.bench;

import io.plusgate.payment.Arbiter;
import io.plusgate.payment.InquirySchedule;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Policy;
import io.plusgate.protocol.Amount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An arbiter that asks every three seconds, and the payments it judges. */
public final class Arbiters {
  public static final Amount AMOUNT = new Amount(100, "JPY");
  public static final Arbiter ARBITER = new Arbiter(policy());

  private Arbiters() {}

  private static Policy policy() {
    var schedule = new InquirySchedule(List.of(Duration.ofSeconds(3)), Duration.ofMinutes(1));
    return new Policy(Map.of(Policy.DEFAULT, schedule), schedule, true, Duration.ofMinutes(5));
  }

  /** A payment that goes out now. */
  public static Payment sent(String paymentRequestId, Instant now) {
    return ARBITER.sent(
        new PaymentKey(Sample.CLIENT, paymentRequestId),
        Policy.DEFAULT,
        Optional.of(AMOUNT),
        Optional.empty(),
        now,
        Duration.ofSeconds(8));
  }
}
