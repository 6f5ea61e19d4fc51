package io.plusgate.store.embedded;

import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryQuery;
import io.plusgate.store.EventQuery;
import io.plusgate.store.Page;
import io.plusgate.store.PaymentEvent;
import io.plusgate.store.PaymentHistory;
import io.plusgate.store.PaymentQuery;
import io.plusgate.store.Statistics;
import io.plusgate.store.StoreReader;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;

/** Answers what is asked of a folder, without its writer. */
public final class EmbeddedReader implements StoreReader {
  private final Engine engine;
  private final Readers readers;

  EmbeddedReader(Engine engine) {
    this.engine = engine;
    this.readers = new Readers(engine);
  }

  /**
   * The folder as it is now, whether a gateway has it open or not; what is written from here on is
   * not seen. Blocks for as long as opening takes.
   *
   * @throws io.plusgate.store.StoreRefusedException when there is none, when a newer Plusgate wrote
   *     it, and when it cannot be read
   */
  public static EmbeddedReader open(Path folder) {
    return new EmbeddedReader(Engine.asItIsNow(folder));
  }

  @Override
  public Future<Optional<PaymentHistory>> findPayment(PaymentKey key) {
    return readers.read(
        database ->
            PaymentRows.find(database, key)
                .map(row -> new PaymentHistory(row.payment(), Timeline.of(database, key))));
  }

  @Override
  public Future<Page<Payment>> listPayments(PaymentQuery query) {
    return readers.read(
        database ->
            Listing.page(
                database,
                Group.of(query.phase()),
                query.page(),
                number -> PaymentRows.in(database, query.phase(), number).filter(query::matches)));
  }

  @Override
  public Future<Page<Delivery>> listDeliveries(DeliveryQuery query) {
    return readers.read(
        database ->
            Listing.page(
                database,
                Group.of(query),
                query.page(),
                number ->
                    DeliveryRows.find(database, number)
                        .map(DeliveryRow::delivery)
                        .filter(query::matches)));
  }

  @Override
  public Future<Page<Payment>> listEveryPayment(Optional<String> after) {
    return readers.read(
        database ->
            InOrder.page(
                database,
                Kind.PAYMENTS,
                after,
                row -> Optional.of(PaymentCodec.decode(row.value()).payment())));
  }

  @Override
  public Future<Page<PaymentEvent>> listEvents(EventQuery query) {
    return readers.read(database -> Timeline.page(database, query));
  }

  @Override
  public Future<Statistics> statistics() {
    return readers.read(database -> new StatisticsReader(database).read());
  }

  @Override
  public Future<Void> close() {
    readers.close();
    engine.close();
    return Future.succeededFuture();
  }

  /** The same threads, for a store that asks more. */
  Readers readers() {
    return readers;
  }
}
