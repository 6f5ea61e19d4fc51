package io.plusgate.inbound;

import io.plusgate.crash.CrashPoint;
import io.plusgate.http.Exchange;
import io.plusgate.metrics.Flow;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.metrics.Outcome;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.store.Notification;
import io.plusgate.store.Receipt;
import io.plusgate.store.Recorded;
import io.plusgate.store.Store;
import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.Locale;

/**
 * The story of a notification: write it down, then acknowledge.
 *
 * <p>The acknowledgement means "received", whatever the payment's outcome (protocol 6.2). It is
 * never given for what is not on disk: when the store can't keep it we say U, and Alipay+ sends it
 * again.
 */
final class NotificationFlow {
  /** The one body of every acknowledgement: the same bytes each time. */
  static final Buffer RECEIVED = Buffer.buffer(ResultBody.of(Result.SUCCESS));

  private final Store store;
  private final Runnable queued;
  private final GatewayMetrics metrics;
  private final InstantSource clock;

  /**
   * @param queued a hint for whoever delivers that something may be due; may be missed
   */
  NotificationFlow(Store store, Runnable queued, GatewayMetrics metrics, InstantSource clock) {
    this.store = store;
    this.queued = queued;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** The bytes of the acknowledgement, to be signed; what they acknowledge is on disk. */
  Future<Buffer> run(VerifiedCall call, Exchange exchange) {
    metrics.entered(Flow.NOTIFICATIONS);
    return NotificationFacts.read(call, exchange.step(), clock.instant())
        .map(notification -> record(notification, exchange))
        .orElseGet(() -> Future.succeededFuture(refuse(call, exchange)));
  }

  private Future<Buffer> record(Notification notification, Exchange exchange) {
    CrashPoint.VERIFIED.passed();
    return store
        .recordNotification(notification)
        .map(recorded -> acknowledge(notification, recorded, exchange))
        .recover(failure -> notKept(notification, failure, exchange));
  }

  private Buffer acknowledge(Notification notification, Recorded recorded, Exchange exchange) {
    CrashPoint.RECORDED.passed();
    recorded
        .settled()
        .map(settled -> exchange.step().within(settled.before().trace()))
        .ifPresent(exchange::step);
    var receipt = recorded.receipt();
    String label = receipt.name().toLowerCase(Locale.ROOT);
    metrics.notification(notification.api(), label);
    if (receipt != Receipt.DUPLICATE) {
      queued.run();
    }
    exchange.ended(Outcome.VERIFIED, 200).reason(label).result("S", "SUCCESS");
    return RECEIVED;
  }

  private Future<Buffer> notKept(Notification notification, Throwable failure, Exchange exchange) {
    metrics.notification(notification.api(), "not_kept");
    if (!(failure instanceof StoreUnavailableException)) {
      return Future.failedFuture(failure);
    }
    var unknown = Result.UNKNOWN_EXCEPTION;
    exchange
        .ended(Outcome.STORE_UNAVAILABLE, 200)
        .reason("store_unavailable")
        .result(unknown.resultStatus().name(), unknown.resultCode());
    return Future.succeededFuture(Buffer.buffer(ResultBody.of(unknown)));
  }

  private Buffer refuse(VerifiedCall call, Exchange exchange) {
    metrics.notification(call.route().api().name(), "refused");
    var refusal =
        Refusal.illegal(
            "notification_incomplete",
            "A JSON object with its ids (at most 64 characters) and, for a payment, a paymentResult"
                + " of S or F is expected.");
    exchange
        .ended(refusal.outcome(), 200)
        .reason(refusal.reason())
        .result("F", refusal.result().resultCode());
    return Buffer.buffer(ResultBody.of(refusal.result()));
  }
}
