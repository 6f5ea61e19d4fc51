package io.plusgate.inquiry;

import io.plusgate.payment.Payment;
import io.vertx.core.Future;
import java.time.Duration;

/** What the gateway says to Alipay+ about a payment by itself; the futures never fail. */
interface PaymentCalls {
  /** Whether this client is configured here. */
  boolean knows(String clientId);

  Future<Told> inquire(Payment payment);

  Future<Told> cancel(Payment payment);

  /** How long the answer to a cancel is waited for. */
  Duration cancelDeadline();
}
