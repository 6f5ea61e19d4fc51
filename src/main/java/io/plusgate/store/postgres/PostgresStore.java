package io.plusgate.store.postgres;

import io.plusgate.config.StoreConfig.PostgreSql;
import io.plusgate.payment.Arbiter;
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
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The store that any number of gateways share. */
public final class PostgresStore implements Store {
  private static final String PROBE =
      "INSERT INTO plusgate.setting (name, value) VALUES ('probe', $1) ON CONFLICT (name)"
          + " DO UPDATE SET value = excluded.value";

  private final Context context;
  private final Pool pool;
  private final Transactions transactions;
  private final Watchers watchers;
  private final Deliveries deliveries;
  private final Replays replays;
  private final Reading reading;
  private final Restoring restoring;
  private final Batches<Payment, Opened> openings;
  private final Batches<Settlement, Optional<Settled>> settlements;
  private final Batches<Notification, Recorded> notifications;
  private final Batches<Handover, Receipt> handovers;
  private final Batches<Deliveries.Finish, Boolean> finishes;

  private volatile IntConsumer writeWatcher = calls -> {};

  private PostgresStore(
      Context context, Pool pool, Arbiter arbiter, Watchers watchers, StoreName name) {
    this.context = context;
    this.pool = pool;
    this.transactions = new Transactions(pool);
    this.watchers = watchers;
    this.deliveries = new Deliveries(transactions, name);
    this.replays = new Replays(name);
    this.reading = new Reading(transactions, name);
    this.restoring = new Restoring(transactions, arbiter);
    var intake = new Intake(transactions, arbiter, watchers::changed);
    this.openings = new Batches<>(context, intake::open, this::wrote);
    this.settlements = new Batches<>(context, intake::settle, this::wrote);
    this.notifications = new Batches<>(context, intake::record, this::wrote);
    this.handovers = new Batches<>(context, intake::handOver, this::wrote);
    this.finishes = new Batches<>(context, deliveries::finish, this::wrote);
  }

  /**
   * Reaches the database and brings its tables up to this version. Fails with {@code
   * StoreRefusedException} when a person must mend something first, and with {@code
   * StoreUnavailableException} when it may only be away.
   *
   * @param random names a new store
   */
  public static Future<Store> open(
      Vertx vertx, PostgreSql config, RandomGenerator random, Arbiter arbiter) {
    var context = vertx.getOrCreateContext();
    var pool = Connecting.pool(vertx, config);
    var watchers = new Watchers(vertx, context, Connecting.options(config), pool);
    return Schema.prepare(pool, random)
        .onSuccess(name -> watchers.start())
        .<Store>map(name -> new PostgresStore(context, pool, arbiter, watchers, name))
        .recover(failed -> pool.close().transform(closed -> failedOpening(failed, config)));
  }

  private static Future<Store> failedOpening(Throwable failed, PostgreSql config) {
    return Future.failedFuture(Refusal.of(failed, config));
  }

  @Override
  public Future<Opened> openPayment(Payment payment) {
    return openings.submit(payment);
  }

  @Override
  public Future<Optional<Settled>> settlePayment(Settlement settlement) {
    return settlements.submit(settlement);
  }

  @Override
  public Future<Recorded> recordNotification(Notification notification) {
    return notifications.submit(notification);
  }

  @Override
  public Future<Receipt> recordHandover(Handover handover) {
    return handovers.submit(handover);
  }

  @Override
  public Future<Optional<PaymentHistory>> findPayment(PaymentKey key) {
    return run(() -> reading.find(key));
  }

  @Override
  public Future<Page<Payment>> listPayments(PaymentQuery query) {
    return run(() -> reading.list(query));
  }

  @Override
  public Future<List<Payment>> claimDuePayments(Claim claim) {
    return run(() -> reading.claim(claim));
  }

  @Override
  public Future<List<ClaimedDelivery>> claimDeliveries(Recipient recipient, Claim claim) {
    return run(() -> deliveries.claim(recipient, claim));
  }

  @Override
  public Future<Boolean> finishDelivery(Lease lease, DeliveryVerdict verdict, Instant now) {
    return finishes.submit(new Deliveries.Finish(lease, verdict, now));
  }

  @Override
  public Future<Page<Delivery>> listDeliveries(DeliveryQuery query) {
    return run(() -> reading.list(query));
  }

  @Override
  public Future<Page<Payment>> listEveryPayment(Optional<String> after) {
    return run(() -> new Everything(transactions).payments(after));
  }

  @Override
  public Future<Page<PaymentEvent>> listEvents(EventQuery query) {
    return run(() -> new Everything(transactions).events(query));
  }

  @Override
  public Future<ReplayAnswer> replayDelivery(String webhookId, String by, Instant now) {
    return run(() -> transactions.run(session -> replays.replay(session, webhookId, by, now)));
  }

  @Override
  public Future<Statistics> statistics() {
    return run(() -> new StatisticsReader(transactions).read());
  }

  @Override
  public Future<Integer> prunePayloads(Instant before, int limit) {
    return run(() -> transactions.run(session -> Pruning.prune(session, before, limit)));
  }

  @Override
  public Future<CatchUp> beginCatchUp(Restored restored) {
    return run(() -> restoring.begin(restored));
  }

  @Override
  public void watch(Consumer<PaymentKey> watcher) {
    watchers.add(watcher);
  }

  @Override
  public void watchWrites(IntConsumer watcher) {
    writeWatcher = watcher;
  }

  private void wrote(int calls) {
    writeWatcher.accept(calls);
  }

  @Override
  public Future<Void> probe() {
    return run(
        () ->
            transactions
                .statement(PROBE, Tuple.of(Long.toString(System.nanoTime())))
                .<Void>mapEmpty());
  }

  @Override
  public Future<Void> close() {
    return Future.join(
            List.of(
                openings.close(),
                settlements.close(),
                notifications.close(),
                handovers.close(),
                finishes.close()))
        .transform(finished -> watchers.close())
        .transform(finished -> pool.close());
  }

  /** In our own context, where the connections are; the answer in the caller's. */
  private <T> Future<T> run(Supplier<Future<T>> work) {
    var caller = new Caller<T>();
    context.runOnContext(
        go ->
            Future.succeededFuture()
                .compose(start -> work.get())
                .onSuccess(caller::answer)
                .onFailure(failed -> caller.fail(Trouble.told(failed))));
    return caller.future();
  }
}
