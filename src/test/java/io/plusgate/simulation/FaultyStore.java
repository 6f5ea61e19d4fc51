package io.plusgate.simulation;

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
import io.plusgate.store.MemoryStore;
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
import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * A store that takes its time, and now and then fails: before it has written, or after, so that
 * nobody knows that it has. A process that dies takes with it what was not yet written.
 */
final class FaultyStore implements Store {
  private static final Duration SLOWEST = Duration.ofMillis(4);

  private final MemoryStore kept;
  private final Machine machine;
  private final Dice dice;
  private final BooleanSupplier fails;
  private final Runnable written;

  /**
   * @param fails whether the next write goes wrong in one of the two ways
   * @param written called after everything that was written
   */
  FaultyStore(
      MemoryStore kept, Machine machine, Dice dice, BooleanSupplier fails, Runnable written) {
    this.kept = kept;
    this.machine = machine;
    this.dice = dice;
    this.fails = fails;
    this.written = written;
  }

  private <T> Future<T> write(Supplier<Future<T>> work) {
    Promise<T> answer = Promise.promise();
    boolean goesWrong = fails.getAsBoolean();
    boolean isWritten = !goesWrong || dice.in(50);
    machine.in(
        dice.upTo(SLOWEST),
        () -> {
          if (isWritten) {
            T result = work.get().result();
            written.run();
            machine.in(dice.upTo(SLOWEST), () -> answer(answer, goesWrong, result));
          } else {
            answer.fail(new StoreUnavailableException("simulated: not written"));
          }
        });
    return answer.future();
  }

  private static <T> void answer(Promise<T> answer, boolean isLost, T result) {
    if (isLost) {
      answer.fail(new StoreUnavailableException("simulated: written, but its answer is lost"));
    } else {
      answer.complete(result);
    }
  }

  @Override
  public Future<Opened> openPayment(Payment payment) {
    return write(() -> kept.openPayment(payment));
  }

  @Override
  public Future<Optional<Settled>> settlePayment(Settlement settlement) {
    return write(() -> kept.settlePayment(settlement));
  }

  @Override
  public Future<Recorded> recordNotification(Notification notification) {
    return write(() -> kept.recordNotification(notification));
  }

  @Override
  public Future<List<Payment>> claimDuePayments(Claim claim) {
    return write(() -> kept.claimDuePayments(claim));
  }

  @Override
  public Future<Receipt> recordHandover(Handover handover) {
    return write(() -> kept.recordHandover(handover));
  }

  @Override
  public Future<List<ClaimedDelivery>> claimDeliveries(Recipient recipient, Claim claim) {
    return write(() -> kept.claimDeliveries(recipient, claim));
  }

  @Override
  public Future<Boolean> finishDelivery(Lease lease, DeliveryVerdict verdict, Instant now) {
    return kept.finishDelivery(lease, verdict, now);
  }

  @Override
  public Future<Optional<PaymentHistory>> findPayment(PaymentKey key) {
    return kept.findPayment(key);
  }

  @Override
  public Future<Page<Payment>> listPayments(PaymentQuery query) {
    return kept.listPayments(query);
  }

  @Override
  public Future<Page<Delivery>> listDeliveries(DeliveryQuery query) {
    return kept.listDeliveries(query);
  }

  @Override
  public Future<ReplayAnswer> replayDelivery(String webhookId, String by, Instant now) {
    return kept.replayDelivery(webhookId, by, now);
  }

  @Override
  public Future<Page<Payment>> listEveryPayment(Optional<String> after) {
    return kept.listEveryPayment(after);
  }

  @Override
  public Future<Page<PaymentEvent>> listEvents(EventQuery query) {
    return kept.listEvents(query);
  }

  @Override
  public Future<CatchUp> beginCatchUp(Restored restored) {
    return kept.beginCatchUp(restored);
  }

  @Override
  public Future<Statistics> statistics() {
    return kept.statistics();
  }

  @Override
  public Future<Integer> prunePayloads(Instant before, int limit) {
    return kept.prunePayloads(before, limit);
  }

  @Override
  public void watch(Consumer<PaymentKey> watcher) {
    kept.watch(watcher);
  }

  @Override
  public void watchWrites(IntConsumer watcher) {
    kept.watchWrites(watcher);
  }

  @Override
  public Future<Void> probe() {
    return kept.probe();
  }

  @Override
  public Future<Void> close() {
    return kept.close();
  }
}
