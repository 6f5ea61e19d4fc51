package io.plusgate.inquiry;

import io.plusgate.config.HandoverConfig;
import io.plusgate.http.AccessLog;
import io.plusgate.http.LogLine;
import io.plusgate.metrics.Flow;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.protocol.Result;
import io.plusgate.store.Claim;
import io.plusgate.store.ClaimedDelivery;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryVerdict;
import io.plusgate.store.Handover;
import io.plusgate.store.Recipient;
import io.plusgate.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Brings the wallet's notifyPayment to Alipay+: the same bytes, a fresh time and signature each
 * time, on the configured ladder, until Alipay+ says S (D/integration_user_mode_mpp/post_payments);
 * to the payment's own paymentNotifyUrl where the backend has named it. An F is final: it is parked
 * for a person to act on its code.
 */
public final class HandoverLoop {
  private static final long LOOK_MILLIS = 250;
  private static final int PARALLEL = 64;

  private final Store store;
  private final AlipayPlusCalls calls;
  private final HandoverConfig config;
  private final GatewayMetrics metrics;
  private final AccessLog log;
  private final InstantSource clock;
  private final DueLoop<ClaimedDelivery> loop;

  public HandoverLoop(
      Vertx vertx,
      Context context,
      Store store,
      AlipayPlusCalls calls,
      HandoverConfig config,
      GatewayMetrics metrics,
      AccessLog log,
      InstantSource clock,
      String owner,
      Duration lease) {
    this.store = store;
    this.calls = calls;
    this.config = config;
    this.metrics = metrics;
    this.log = log;
    this.clock = clock;
    this.loop =
        new DueLoop<>(
            vertx,
            context,
            LOOK_MILLIS,
            this::room,
            most ->
                store.claimDeliveries(
                    Recipient.ALIPAY_PLUS, new Claim(owner, clock.instant(), lease, most)),
            this::send);
  }

  public void start() {
    loop.start();
  }

  /** Takes nothing more; completes when what is under way has ended. */
  public Future<Void> stop() {
    return loop.stop();
  }

  /** How many are on their way now. */
  public int inFlight() {
    return loop.inFlight();
  }

  private int room() {
    return PARALLEL - inFlight();
  }

  private Future<Void> send(ClaimedDelivery claimed) {
    var delivery = claimed.delivery();
    if (!calls.knows(delivery.clientId())) {
      return Future.succeededFuture();
    }
    metrics.entered(Flow.DELIVERIES);
    var headers = claimed.payload().headers();
    String path = headers.getOrDefault(Handover.PATH, "");
    var host = Optional.ofNullable(headers.get(Handover.HOST)).map(URI::create);
    return calls
        .notifyPayment(claimed, host, path)
        .compose(told -> finish(claimed, verdict(delivery, told)))
        .mapEmpty();
  }

  private Future<Boolean> finish(ClaimedDelivery claimed, DeliveryVerdict verdict) {
    String word = verdict.match(done -> "done", retry -> "retry", parked -> "parked");
    metrics.delivery("handover", word);
    log.tell("delivery", line -> write(claimed.delivery(), word, verdict, line));
    return store.finishDelivery(claimed.lease(), verdict, clock.instant());
  }

  /** As the delivery loop's line; how the call went is in the line of the exchange. */
  private static void write(Delivery delivery, String word, DeliveryVerdict verdict, LogLine line) {
    line.text("webhookId", delivery.webhookId())
        .text("event", "handover")
        .text("api", delivery.api())
        .text("clientId", delivery.clientId())
        .text("paymentRequestId", delivery.paymentRequestId().orElse(""))
        .number("attempt", delivery.attempts())
        .text("verdict", word)
        .text("note", verdict.note())
        .text("nextAt", verdict.match(done -> "", retry -> retry.at().toString(), parked -> ""));
  }

  private DeliveryVerdict verdict(Delivery delivery, Told told) {
    var note = told.result().map(HandoverLoop::words).orElse(told.outcome());
    if (told.result().filter(Result::isSuccess).isPresent()) {
      return new DeliveryVerdict.Done(note);
    }
    if (told.result().filter(Result::isFailure).isPresent()) {
      return new DeliveryVerdict.Parked(note);
    }
    var gaps = config.gaps();
    var gap = gaps.get(Math.min(Math.max(delivery.attempts() - 1, 0), gaps.size() - 1));
    return new DeliveryVerdict.RetryAt(clock.instant().plus(gap), note);
  }

  private static String words(Result result) {
    return result.resultStatus() + " " + result.resultCode();
  }
}
