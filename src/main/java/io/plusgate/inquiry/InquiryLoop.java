package io.plusgate.inquiry;

import io.plusgate.config.InquiryConfig;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.payment.Evidence;
import io.plusgate.payment.NextStep;
import io.plusgate.payment.Payment;
import io.plusgate.payment.Phase;
import io.plusgate.store.Claim;
import io.plusgate.store.Payload;
import io.plusgate.store.Settled;
import io.plusgate.store.Settlement;
import io.plusgate.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Brings every payment to its end: takes the ones whose next step is due and asks, cancels, or
 * judges that a notification never came. What an answer means is the arbiter's word.
 */
public final class InquiryLoop {
  private static final long LOOK_MILLIS = 100;
  private static final int PARALLEL = 2_000;

  /** A turn further away than this is left to the lease, so that no client blocks another. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(2);

  private static final Payload NOTHING = new Payload(new byte[0], Map.of());

  private final Vertx vertx;
  private final Store store;
  private final AlipayPlusCalls calls;
  private final GatewayMetrics metrics;
  private final InstantSource clock;
  private final Runnable queued;
  private final Pace pace;
  private final DueLoop<Payment> loop;

  /**
   * @param owner names this start of this gateway in the leases
   * @param lease longer than any step takes
   * @param queued a hint that something for the backend may be due
   */
  public InquiryLoop(
      Vertx vertx,
      Context context,
      Store store,
      AlipayPlusCalls calls,
      InquiryConfig config,
      GatewayMetrics metrics,
      InstantSource clock,
      String owner,
      Duration lease,
      Runnable queued) {
    this.vertx = vertx;
    this.store = store;
    this.calls = calls;
    this.metrics = metrics;
    this.clock = clock;
    this.queued = queued;
    this.pace = new Pace(config.perSecond(), config.perSecondPerClient(), System.nanoTime());
    this.loop =
        new DueLoop<>(
            vertx,
            context,
            LOOK_MILLIS,
            this::room,
            most -> store.claimDuePayments(new Claim(owner, clock.instant(), lease, most)),
            this::step);
  }

  public void start() {
    loop.start();
  }

  /** Takes nothing more; completes when what is under way has ended. */
  public Future<Void> stop() {
    return loop.stop();
  }

  private int room() {
    return Math.min(pace.room(System.nanoTime()), PARALLEL - inFlight());
  }

  private int inFlight() {
    return loop.inFlight();
  }

  private Future<Void> step(Payment payment) {
    if (!calls.knows(payment.key().clientId())) {
      // Its client was taken out of the configuration; another gateway may still have it.
      return Future.succeededFuture();
    }
    var turn = pace.take(payment.key().clientId(), System.nanoTime());
    if (turn.compareTo(LONGEST_TURN) > 0) {
      return Future.succeededFuture();
    }
    return after(turn).compose(now -> act(payment));
  }

  private Future<Void> act(Payment payment) {
    var kind = payment.next().map(NextStep::kind).orElse(NextStep.Kind.LISTEN);
    return switch (kind) {
      case ASK -> ask(payment);
      case CANCEL -> cancel(payment);
      case LISTEN -> settle(payment, "plusgate", new Evidence.TimePassed(), NOTHING).mapEmpty();
    };
  }

  private Future<Void> ask(Payment payment) {
    return calls
        .inquire(payment.key())
        .compose(
            told -> {
              heard(told);
              metrics.payments().inquiry(told.outcome());
              return settle(payment, "inquiryPayment", told.inquired(), told.payload());
            })
        .mapEmpty();
  }

  /** The wish is on disk before the cancel is on the wire: from then on it only ends cancelled. */
  private Future<Void> cancel(Payment payment) {
    Future<Boolean> wished =
        payment.phase() == Phase.CANCELLING
            ? Future.succeededFuture(true)
            : settle(payment, "cancelPayment", wish(), NOTHING)
                .map(known -> known.filter(InquiryLoop::isCancelling).isPresent());
    return wished.compose(still -> still ? sendCancel(payment) : Future.<Void>succeededFuture());
  }

  private Future<Void> sendCancel(Payment payment) {
    return calls
        .cancel(payment.key())
        .compose(
            told -> {
              heard(told);
              metrics.payments().cancel(told.outcome());
              return settle(payment, "cancelPayment", told.cancelled(), told.payload());
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
      pace.tooMuch(System.nanoTime());
    } else {
      pace.fine(System.nanoTime());
    }
  }

  private Future<Optional<Settled>> settle(
      Payment payment, String api, Evidence evidence, Payload payload) {
    return store
        .settlePayment(new Settlement(payment.key(), api, evidence, payload, clock.instant()))
        .onSuccess(
            settled -> {
              if (settled.filter(known -> !known.deliveries().isEmpty()).isPresent()) {
                queued.run();
              }
            });
  }

  private Future<Void> after(Duration turn) {
    if (turn.toMillis() < 1) {
      return Future.succeededFuture();
    }
    Promise<Void> come = Promise.promise();
    vertx.setTimer(turn.toMillis(), now -> come.complete());
    return come.future();
  }
}
