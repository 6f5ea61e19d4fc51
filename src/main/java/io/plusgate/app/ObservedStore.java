package io.plusgate.app;

import io.plusgate.admin.Alarms;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.payment.Alarm;
import io.plusgate.payment.Command;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.store.CatchUp;
import io.plusgate.store.Claim;
import io.plusgate.store.ClaimedDelivery;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryQuery;
import io.plusgate.store.DeliveryVerdict;
import io.plusgate.store.EventQuery;
import io.plusgate.store.Handover;
import io.plusgate.store.Lease;
import io.plusgate.store.Notification;
import io.plusgate.store.Opened;
import io.plusgate.store.Page;
import io.plusgate.store.PaymentEvent;
import io.plusgate.store.PaymentHistory;
import io.plusgate.store.PaymentQuery;
import io.plusgate.store.Receipt;
import io.plusgate.store.Recipient;
import io.plusgate.store.Recorded;
import io.plusgate.store.ReplayAnswer;
import io.plusgate.store.Restored;
import io.plusgate.store.Settled;
import io.plusgate.store.Settlement;
import io.plusgate.store.Statistics;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store as everybody in this gateway sees it: what it did to a payment is one line of the log
 * and one count, whichever flow it came from, and an alarm is raised where people look.
 */
final class ObservedStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger("plusgate.payments");

  private final StoreDoor door;
  private final GatewayMetrics metrics;
  private final Alarms alarms;

  ObservedStore(StoreDoor door, GatewayMetrics metrics, Alarms alarms) {
    this.door = door;
    this.metrics = metrics;
    this.alarms = alarms;
    watchWrites(metrics::storeBatch);
    for (var alarm : Alarm.values()) {
      metrics.payments().alarmExpected(word(alarm), alarm.isContradiction());
    }
  }

  @Override
  public Future<Opened> openPayment(Payment payment) {
    return timed("openPayment", store -> store.openPayment(payment));
  }

  @Override
  public Future<Optional<Settled>> settlePayment(Settlement settlement) {
    return timed("settlePayment", store -> store.settlePayment(settlement))
        .onSuccess(settled -> settled.ifPresent(this::tell));
  }

  @Override
  public Future<Recorded> recordNotification(Notification notification) {
    return timed("recordNotification", store -> store.recordNotification(notification))
        .onSuccess(
            recorded -> {
              recorded.settled().ifPresent(this::tell);
              if (recorded.receipt() == Receipt.CONTRADICTION && recorded.settled().isEmpty()) {
                raise(Alarm.OTHER_OUTCOME, notification.clientId(), notification.idempotencyId());
              }
            });
  }

  @Override
  public Future<Receipt> recordHandover(Handover handover) {
    return timed("recordHandover", store -> store.recordHandover(handover));
  }

  @Override
  public Future<Optional<PaymentHistory>> findPayment(PaymentKey key) {
    return timed("findPayment", store -> store.findPayment(key));
  }

  @Override
  public Future<Page<Payment>> listPayments(PaymentQuery query) {
    return timed("listPayments", store -> store.listPayments(query));
  }

  @Override
  public Future<List<Payment>> claimDuePayments(Claim claim) {
    return timed("claimDuePayments", store -> store.claimDuePayments(claim));
  }

  @Override
  public Future<List<ClaimedDelivery>> claimDeliveries(Recipient recipient, Claim claim) {
    return timed("claimDeliveries", store -> store.claimDeliveries(recipient, claim));
  }

  @Override
  public Future<Boolean> finishDelivery(Lease lease, DeliveryVerdict verdict, Instant now) {
    return timed("finishDelivery", store -> store.finishDelivery(lease, verdict, now))
        .onSuccess(
            kept -> {
              if (!kept) {
                LOG.info(
                    "a verdict came after its lease and was not kept webhookId={} fence={}",
                    lease.webhookId(),
                    lease.fence());
              }
            });
  }

  @Override
  public Future<Page<Delivery>> listDeliveries(DeliveryQuery query) {
    return timed("listDeliveries", store -> store.listDeliveries(query));
  }

  @Override
  public Future<Page<Payment>> listEveryPayment(Optional<String> after) {
    return timed("listEveryPayment", store -> store.listEveryPayment(after));
  }

  @Override
  public Future<Page<PaymentEvent>> listEvents(EventQuery query) {
    return timed("listEvents", store -> store.listEvents(query));
  }

  @Override
  public Future<ReplayAnswer> replayDelivery(String webhookId, String by, Instant now) {
    return timed("replayDelivery", store -> store.replayDelivery(webhookId, by, now));
  }

  @Override
  public Future<Statistics> statistics() {
    return timed("statistics", Store::statistics);
  }

  @Override
  public Future<Integer> prunePayloads(Instant before, int limit) {
    return timed("prunePayloads", store -> store.prunePayloads(before, limit));
  }

  @Override
  public Future<CatchUp> beginCatchUp(Restored restored) {
    return timed("beginCatchUp", store -> store.beginCatchUp(restored));
  }

  @Override
  public void watch(Consumer<PaymentKey> watcher) {
    door.whenOpen(store -> store.watch(watcher));
  }

  @Override
  public void watchWrites(IntConsumer watcher) {
    door.whenOpen(store -> store.watchWrites(watcher));
  }

  /** Opens the store first if it was away until now. */
  @Override
  public Future<Void> probe() {
    return door.knock().compose(open -> timed("probe", Store::probe));
  }

  @Override
  public Future<Void> close() {
    return door.close();
  }

  private <T> Future<T> timed(String operation, Function<Store, Future<T>> work) {
    long began = System.nanoTime();
    return door.in(work)
        .onComplete(
            ended -> metrics.store(operation, ended.succeeded(), System.nanoTime() - began));
  }

  private void tell(Settled settled) {
    var after = settled.after();
    if (settled.isTransition()) {
      metrics.payments().transition(word(after.phase()));
      LOG.info(
          "payment clientId={} paymentRequestId={} from={} to={} source={}",
          after.key().clientId(),
          after.key().paymentRequestId(),
          settled.before().phase(),
          after.phase(),
          after.source());
    }
    for (var command : settled.commands()) {
      if (command instanceof Command.Raise raise) {
        raise(raise.alarm(), after.key().clientId(), after.key().paymentRequestId());
      }
    }
  }

  private void raise(Alarm alarm, String clientId, String paymentRequestId) {
    metrics.payments().alarm(word(alarm));
    alarms.raise(alarm, clientId, paymentRequestId);
    if (alarm.isContradiction()) {
      metrics.payments().contradiction(word(alarm));
    }
    LOG.warn(
        "alarm={} clientId={} paymentRequestId={} whatToDo={}",
        word(alarm),
        clientId,
        paymentRequestId,
        alarm.advice());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
