package io.plusgate.store.embedded;

import io.plusgate.crash.CrashPoint;
import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Evidence;
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
import io.plusgate.store.Payload;
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
import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/** The store of one gateway, in a folder of its own. */
public final class EmbeddedStore implements Store {
  private static final byte[] PROBE = Keys.meta("probe");

  private final GroupCommit commits;
  private final Engine engine;
  private final EmbeddedReader reader;
  private final Readers readers;
  private final Deliveries deliveries;
  private final Payments payments;
  private final Notifications notifications;
  private final List<Consumer<PaymentKey>> watchers = new CopyOnWriteArrayList<>();

  private EmbeddedStore(Engine engine, StoreName name, Arbiter arbiter) {
    this.engine = engine;
    reader = new EmbeddedReader(engine);
    readers = reader.readers();
    commits = new GroupCommit(engine, readers.executor());
    deliveries = new Deliveries(name);
    payments = new Payments(arbiter, deliveries, this::changed);
    notifications = new Notifications(payments, deliveries);
  }

  /** What opening does first, for whoever has time before that; blocks while it is unpacked. */
  public static void loadNativeCode() {
    Database.loadNativeCode();
  }

  /**
   * Opens the folder, making it when there is none; blocks for as long as that takes.
   *
   * @param random names a new folder
   * @throws StoreRefusedException when another process has it, when it is a backup, when a newer
   *     Plusgate wrote it, and when it cannot be read
   */
  public static EmbeddedStore open(Path folder, RandomGenerator random, Arbiter arbiter) {
    if (BackupNote.isIn(folder)) {
      throw new StoreRefusedException(
          "store.path: %s is a backup (expected: a folder that plusgate store restore made of it)"
              .formatted(folder));
    }
    var engine = new Engine(folder);
    try {
      return new EmbeddedStore(engine, StoreName.of(engine.forWriting(), random), arbiter);
    } catch (RuntimeException failed) {
      engine.close();
      throw failed;
    }
  }

  @Override
  public Future<Opened> openPayment(Payment payment) {
    return commits.submit(transaction -> payments.open(transaction, payment));
  }

  @Override
  public Future<Optional<Settled>> settlePayment(Settlement settlement) {
    if (isReport(settlement.evidence()) && isSurelyUnknown(settlement.key())) {
      return Future.succeededFuture(Optional.empty());
    }
    return commits.submit(transaction -> settle(transaction, settlement));
  }

  /** Lost with the machine's power, it is asked for again: nobody but us has to be told of it. */
  private Optional<Settled> settle(Transaction transaction, Settlement settlement) {
    var settled = payments.settle(transaction, settlement);
    if (settlement.evidence().backendKnows()
        && settled.filter(known -> !known.deliveries().isEmpty()).isEmpty()) {
      transaction.mayFollow();
    }
    return settled;
  }

  @Override
  public Future<Recorded> recordNotification(Notification notification) {
    return commits.submit(transaction -> written(notifications.record(transaction, notification)));
  }

  @Override
  public Future<Receipt> recordHandover(Handover handover) {
    return commits.submit(transaction -> notifications.record(transaction, handover));
  }

  @Override
  public Future<Optional<PaymentHistory>> findPayment(PaymentKey key) {
    return reader.findPayment(key);
  }

  @Override
  public Future<Page<Payment>> listPayments(PaymentQuery query) {
    return reader.listPayments(query);
  }

  @Override
  public Future<List<Payment>> claimDuePayments(Claim claim) {
    return commits.submit(transaction -> payments.claim(transaction, claim));
  }

  @Override
  public Future<List<ClaimedDelivery>> claimDeliveries(Recipient recipient, Claim claim) {
    return commits.submit(transaction -> deliveries.claim(transaction, recipient, claim));
  }

  @Override
  public Future<Boolean> finishDelivery(Lease lease, DeliveryVerdict verdict, Instant now) {
    return commits.submit(transaction -> payments.finish(transaction, lease, verdict, now));
  }

  @Override
  public Future<Page<Delivery>> listDeliveries(DeliveryQuery query) {
    return reader.listDeliveries(query);
  }

  @Override
  public Future<Page<Payment>> listEveryPayment(Optional<String> after) {
    return reader.listEveryPayment(after);
  }

  @Override
  public Future<Page<PaymentEvent>> listEvents(EventQuery query) {
    return reader.listEvents(query);
  }

  /** The original bytes of a delivery while they are kept; for exports, never for the admin API. */
  public Future<Optional<Payload>> findPayload(String webhookId) {
    return readers.read(
        database ->
            deliveries
                .find(database, webhookId)
                .flatMap(row -> Payloads.find(database, row.number())));
  }

  @Override
  public Future<ReplayAnswer> replayDelivery(String webhookId, String by, Instant now) {
    return commits.submit(transaction -> payments.replay(transaction, webhookId, by, now));
  }

  @Override
  public Future<Statistics> statistics() {
    return reader.statistics();
  }

  @Override
  public Future<Integer> prunePayloads(Instant before, int limit) {
    return commits
        .submit(transaction -> Pruning.prune(transaction, before, limit))
        .onSuccess(pruned -> tidy());
  }

  /** Beside whoever reads and writes; a disk that fails at it will fail at a write, and be told. */
  private void tidy() {
    readers.read(Database::mergeSmallTables).onFailure(later -> {});
  }

  @Override
  public Future<CatchUp> beginCatchUp(Restored restored) {
    return commits.submit(transaction -> payments.beginCatchUp(transaction, restored));
  }

  @Override
  public void watch(Consumer<PaymentKey> watcher) {
    watchers.add(watcher);
  }

  @Override
  public void watchWrites(IntConsumer watcher) {
    commits.watch(watcher);
  }

  @Override
  public Future<Void> probe() {
    return commits
        .submit(
            transaction -> {
              Counters.add(transaction, PROBE, 1);
              return true;
            })
        .mapEmpty();
  }

  @Override
  public Future<Void> close() {
    return commits.close().andThen(closed -> readers.close());
  }

  /**
   * Whether it tells of a payment as it stands, and so says nothing to one that is just being
   * written down: that one has not been sent yet.
   */
  private static boolean isReport(Evidence evidence) {
    return evidence instanceof Evidence.Inquired || evidence instanceof Evidence.RefundTold;
  }

  /**
   * A look on the caller's own thread: filters in memory answer it nearly always, and it spares a
   * call about a payment that is not ours the way to the writer and back.
   */
  private boolean isSurelyUnknown(PaymentKey key) {
    try {
      return engine
          .readAtOnce(database -> PaymentRows.isKnown(database, key))
          .filter(known -> !known)
          .isPresent();
    } catch (StoreUnavailableException down) {
      return false;
    }
  }

  private static Recorded written(Recorded recorded) {
    CrashPoint.WRITTEN.passed();
    return recorded;
  }

  private void changed(PaymentKey key) {
    watchers.forEach(watcher -> watcher.accept(key));
  }
}
