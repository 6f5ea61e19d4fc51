package io.plusgate.inquiry;

import io.plusgate.config.InquiryConfig;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.payment.Payment;
import io.plusgate.store.Claim;
import io.plusgate.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Brings every payment to its end: takes the ones whose next step is due, as many as may be asked
 * about, and takes that step.
 */
public final class InquiryLoop {
  private static final long LOOK_MILLIS = 100;
  private static final int PARALLEL = 2_000;

  private final Vertx vertx;
  private final PaymentSteps steps;
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
    var pace = new Pace(config.perSecond(), config.perSecondPerClient(), System.nanoTime());
    this.steps =
        new PaymentSteps(
            store, calls, metrics.payments(), clock, pace, System::nanoTime, this::turn, queued);
    this.loop =
        new DueLoop<>(
            vertx,
            context,
            LOOK_MILLIS,
            this::room,
            most -> store.claimDuePayments(new Claim(owner, clock.instant(), lease, most)),
            steps::take);
  }

  public void start() {
    loop.start();
  }

  /** Takes nothing more; completes when what is under way has ended. */
  public Future<Void> stop() {
    return loop.stop();
  }

  /** How many steps are under way. */
  public int inFlight() {
    return loop.inFlight();
  }

  private int room() {
    return Math.min(steps.room(), PARALLEL - loop.inFlight());
  }

  private Future<Void> turn(Duration wait) {
    if (wait.toMillis() < 1) {
      return Future.succeededFuture();
    }
    Promise<Void> come = Promise.promise();
    vertx.setTimer(wait.toMillis(), now -> come.complete());
    return come.future();
  }
}
