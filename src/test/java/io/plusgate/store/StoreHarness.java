package io.plusgate.store;

import static io.plusgate.store.Samples.key;
import static io.plusgate.store.Samples.sent;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store that is opened for each test, and the short words the tests are written in. */
abstract class StoreHarness {
  static final Duration LEASE = Duration.ofSeconds(30);

  private @Nullable Store opened;

  /** A store with nothing in it. */
  abstract Store openEmpty() throws Exception;

  /** The same store again, after the last one was closed. */
  abstract Store reopen() throws Exception;

  final Store store() {
    return Objects.requireNonNull(opened);
  }

  @BeforeEach
  final void open() throws Exception {
    opened = openEmpty();
  }

  @AfterEach
  final void close() throws Exception {
    finish(store().close());
  }

  final void closeAndReopen() throws Exception {
    finish(store().close());
    opened = reopen();
  }

  final void opened(String paymentRequestId) throws Exception {
    if (!await(store().openPayment(sent(paymentRequestId))).isNew()) {
      throw new IllegalStateException(paymentRequestId + " is not new");
    }
  }

  final void settled(Settlement settlement) throws Exception {
    if (await(store().settlePayment(settlement)).isEmpty()) {
      throw new IllegalStateException(settlement.key() + " is unknown");
    }
  }

  final Receipt notified(Notification notification) throws Exception {
    return await(store().recordNotification(notification)).receipt();
  }

  final PaymentHistory found(String paymentRequestId) throws Exception {
    return await(store().findPayment(key(paymentRequestId))).orElseThrow();
  }

  final List<ClaimedDelivery> claim(Instant now) throws Exception {
    return await(store().claimDeliveries(Recipient.BACKEND, claimAt(now)));
  }

  final List<Delivery> all() throws Exception {
    var page = PageRequest.first(100, PageRequest.Order.OLDEST_FIRST);
    return await(store().listDeliveries(DeliveryQuery.all(Recipient.BACKEND, page))).items();
  }

  static Claim claimAt(Instant now) {
    return new Claim("gateway-1", now, LEASE, 100);
  }

  static void finish(Future<Void> ending) throws Exception {
    ending.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
