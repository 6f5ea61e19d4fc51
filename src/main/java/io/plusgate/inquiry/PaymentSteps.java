package io.plusgate.inquiry;

import io.plusgate.crash.PaymentCrashPoint;
import io.plusgate.metrics.PaymentMetrics;
import io.plusgate.payment.Evidence;
import io.plusgate.payment.NextStep;
import io.plusgate.payment.Payment;
import io.plusgate.payment.Phase;
import io.plusgate.protocol.TraceContext;
import io.plusgate.store.Payload;
import io.plusgate.store.Settled;
import io.plusgate.store.Settlement;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The one step that is due for a payment: ask, cancel, or judge that a notification never came.
 * What an answer means is the arbiter's word.
 *
 * <p>Time and waiting are handed in, so that a simulation runs exactly this.
 */
final class PaymentSteps {
  /** A turn further away than this is left to the lease, so that no client blocks another. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(2);

  private static final Payload NOTHING = new Payload(new byte[0], Map.of());

  private final Store store;
  private final PaymentCalls calls;
  private final PaymentMetrics metrics;
  private final InstantSource clock;
  private final Pace pace;
  private final LongSupplier nanos;
  private final Function<Duration, Future<Void>> wait;
  private final Runnable queued;

  /**
   * @param nanos a time that only grows
   * @param wait completes after so long
   * @param queued a hint that something for the backend may be due
   */
  PaymentSteps(
      Store store,
      PaymentCalls calls,
      PaymentMetrics metrics,
      InstantSource clock,
      Pace pace,
      LongSupplier nanos,
      Function<Duration, Future<Void>> wait,
      Runnable queued) {
    this.store = store;
    this.calls = calls;
    this.metrics = metrics;
    this.clock = clock;
    this.pace = pace;
    this.nanos = nanos;
    this.wait = wait;
    this.queued = queued;
  }

  /** How many payments may be taken on now. */
  int room() {
    return pace.room(nanos.getAsLong());
  }

  /** Takes the step of a payment that was claimed for it; fails when the store is down. */
  Future<Void> take(Payment payment) {
    if (!calls.knows(payment.key().clientId())) {
      // Its client was taken out of the configuration; another gateway may still have it.
      return Future.succeededFuture();
    }
    var turn = pace.take(payment.key().clientId(), nanos.getAsLong());
    if (turn.compareTo(LONGEST_TURN) > 0) {
      return Future.succeededFuture();
    }
    return wait.apply(turn).compose(now -> actUnlessPaused(payment));
  }

  /** What was taken on before Alipay+ said that it is too much is left to its lease. */
  private Future<Void> actUnlessPaused(Payment payment) {
    return pace.isPaused(nanos.getAsLong()) ? Future.succeededFuture() : act(payment);
  }

  private Future<Void> act(Payment payment) {
    var kind = payment.next().map(NextStep::kind).orElse(NextStep.Kind.LISTEN);
    return switch (kind) {
      case ASK -> ask(payment);
      case CANCEL -> cancel(payment);
      case LISTEN ->
          settle(payment, "plusgate", new Evidence.TimePassed(), NOTHING::after).mapEmpty();
    };
  }

  private Future<Void> ask(Payment payment) {
    return calls
        .inquire(payment)
        .compose(
            told -> {
              PaymentCrashPoint.INQUIRED.passed();
              heard(told);
              metrics.inquiry(told.outcome());
              return settle(payment, "inquiryPayment", told.inquired(), trace -> told.payload());
            })
        .mapEmpty();
  }

  /** The wish is on disk before the cancel is on the wire: from then on it only ends cancelled. */
  private Future<Void> cancel(Payment payment) {
    Future<Boolean> wished =
        payment.phase() == Phase.CANCELLING
            ? Future.succeededFuture(true)
            : settle(payment, "cancelPayment", wish(), NOTHING::after)
                .map(known -> known.filter(PaymentSteps::isCancelling).isPresent());
    return wished.compose(still -> still ? sendCancel(payment) : Future.<Void>succeededFuture());
  }

  private Future<Void> sendCancel(Payment payment) {
    PaymentCrashPoint.WISHED.passed();
    return calls
        .cancel(payment)
        .compose(
            told -> {
              PaymentCrashPoint.CANCELLED.passed();
              heard(told);
              metrics.cancel(told.outcome());
              return settle(payment, "cancelPayment", told.cancelled(), trace -> told.payload());
            })
        .mapEmpty();
  }

  private Evidence wish() {
    return new Evidence.CancelAsked("plusgate", clock.instant().plus(calls.cancelDeadline()));
  }

  private static boolean isCancelling(Settled settled) {
    return settled.after().phase() == Phase.CANCELLING;
  }

  private void heard(Told told) {
    if (told.isTooMuch()) {
      pace.tooMuch(nanos.getAsLong());
    } else {
      pace.fine(nanos.getAsLong());
    }
  }

  private Future<Optional<Settled>> settle(
      Payment payment, String api, Evidence evidence, Function<TraceContext, Payload> payload) {
    return store
        .settlePayment(new Settlement(payment.key(), api, evidence, payload, clock.instant()))
        .onSuccess(
            settled -> {
              if (settled.filter(known -> !known.deliveries().isEmpty()).isPresent()) {
                PaymentCrashPoint.SETTLED.passed();
                queued.run();
              }
            });
  }
}
