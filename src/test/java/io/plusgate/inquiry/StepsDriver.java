package io.plusgate.inquiry;

import io.plusgate.alipayplus.Answer;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Lets a simulation run the steps that the inquiry loop runs, at its own pace. */
public final class StepsDriver {
  private static final GatewayMetrics METRICS = new GatewayMetrics();

  private final PaymentSteps steps;

  public StepsDriver(
      Store store,
      Function<PaymentKey, Future<Answer>> inquire,
      Function<PaymentKey, Future<Answer>> cancel,
      Duration cancelDeadline,
      InstantSource clock,
      LongSupplier nanos,
      Function<Duration, Future<Void>> wait) {
    var calls = new Calls(inquire, cancel, cancelDeadline);
    var pace = new Pace(200, 100, nanos.getAsLong());
    this.steps =
        new PaymentSteps(store, calls, METRICS.payments(), clock, pace, nanos, wait, () -> {});
  }

  public int room() {
    return steps.room();
  }

  public Future<Void> take(Payment payment) {
    return steps.take(payment);
  }

  private record Calls(
      Function<PaymentKey, Future<Answer>> inquiry,
      Function<PaymentKey, Future<Answer>> cancelling,
      Duration cancelDeadline)
      implements PaymentCalls {
    @Override
    public boolean knows(String clientId) {
      return true;
    }

    @Override
    public Future<Told> inquire(Payment payment) {
      return inquiry.apply(payment.key()).map(answer -> Told.by(answer, payment.trace()));
    }

    @Override
    public Future<Told> cancel(Payment payment) {
      return cancelling.apply(payment.key()).map(answer -> Told.by(answer, payment.trace()));
    }
  }
}
