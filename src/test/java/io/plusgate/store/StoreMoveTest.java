package io.plusgate.store;

import static io.plusgate.store.Samples.NOON;
import static io.plusgate.store.StoreHarness.finish;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.cli.Typed;
import io.plusgate.payment.Payment;
import io.plusgate.store.embedded.EmbeddedStore;
import io.plusgate.store.postgres.PostgresStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that was moved from a folder to PostgreSQL keeps every promise it has made. */
class StoreMoveTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(10));

  @TempDir private Path temporary;
  private final List<ClaimedDelivery> claimedBefore = new ArrayList<>();
  private Seen before;
  private Store moved;

  @BeforeEach
  void move() throws Exception {
    var folder = temporary.resolve("data");
    var embedded = EmbeddedStore.open(folder, new Random(1), Samples.ARBITER);
    fill(embedded);
    before = Seen.in(embedded);
    finish(embedded.close());
    String database = PostgresServer.newDatabase();

    var copied =
        Typed.plusgate("store", "copy", "--from", folder, "--to", PostgresServer.uri(database));

    assertThat(copied.err()).isEmpty();
    assertThat(copied.code()).isZero();
    moved =
        await(
            PostgresStore.open(
                VERTX, PostgresServer.config(database), new Random(2), Samples.ARBITER));
  }

  @AfterEach
  void close() throws Exception {
    finish(moved.close());
  }

  @AfterAll
  static void closeVertx() throws Exception {
    finish(VERTX.close());
  }

  /** Every state of a delivery, two of one payment, one that somebody has, a body forgotten. */
  private void fill(Store store) throws Exception {
    await(store.recordNotification(Samples.registrationNotified("forgotten", NOON)));
    done(store, await(store.claimDeliveries(Recipient.BACKEND, claim(NOON))).get(0));
    await(store.prunePayloads(NOON.plusSeconds(1), 10));
    for (String payment : List.of("open", "twice", "held")) {
      await(store.openPayment(Samples.sent(payment)));
    }
    await(store.recordNotification(Samples.registrationNotified("parked", NOON)));
    await(store.recordNotification(Samples.registrationNotified("done", NOON)));
    var verdicts = await(store.claimDeliveries(Recipient.BACKEND, claim(NOON)));
    var parked = new DeliveryVerdict.Parked("HTTP 422");
    await(store.finishDelivery(verdicts.get(0).lease(), parked, NOON));
    done(store, verdicts.get(1));
    await(store.settlePayment(Samples.payUnknown("twice", NOON)));
    await(store.recordNotification(Samples.succeededNotified("twice", NOON)));
    await(store.recordNotification(Samples.failedNotified("twice", NOON)));
    claimedBefore.addAll(await(store.claimDeliveries(Recipient.BACKEND, claim(NOON))));
    await(store.recordHandover(Samples.handover("h1", "S")));
    await(store.claimDuePayments(claim(NOON.plusSeconds(60))));
  }

  private static void done(Store store, ClaimedDelivery claimed) throws Exception {
    await(store.finishDelivery(claimed.lease(), new DeliveryVerdict.Done("HTTP 200"), NOON));
  }

  @Test
  void holdsAllThatTheFolderHeld() throws Exception {
    assertThat(before.payments()).hasSize(3);
    assertThat(before.deliveries()).hasSize(5);
    assertThat(Seen.in(moved)).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void deliversWhatWaitedInItsOrderUnderItsOwnIds() throws Exception {
    var first = await(moved.claimDeliveries(Recipient.BACKEND, claim(LATER)));
    done(moved, first.get(0));
    var second = await(moved.claimDeliveries(Recipient.BACKEND, claim(LATER)));
    var handedOver = await(moved.claimDeliveries(Recipient.ALIPAY_PLUS, claim(LATER)));

    assertThat(first).extracting(this::id).containsExactly(id(claimedBefore.get(0)));
    assertThat(first.get(0).payload()).isEqualTo(claimedBefore.get(0).payload());
    assertThat(second)
        .extracting(next -> next.delivery().event())
        .containsExactly("payment.contradiction");
    assertThat(handedOver).hasSize(1);
    assertThat(handedOver.get(0).payload()).isEqualTo(Samples.payload("h1"));
  }

  @Test
  void givesNobodyALeaseOfBefore() throws Exception {
    var late = new DeliveryVerdict.Done("HTTP 200");

    assertThat(await(moved.finishDelivery(claimedBefore.get(0).lease(), late, LATER))).isFalse();

    var again = await(moved.claimDeliveries(Recipient.BACKEND, claim(NOON)));
    assertThat(again.get(0).lease().fence()).isGreaterThan(claimedBefore.get(0).lease().fence());
    assertThat(await(moved.finishDelivery(claimedBefore.get(0).lease(), late, LATER))).isFalse();
    assertThat(await(moved.claimDuePayments(claim(NOON.plusSeconds(60)))))
        .extracting(payment -> payment.key().paymentRequestId())
        .contains("open", "held");
  }

  @Test
  void remembersForEverWhatItWasTold() throws Exception {
    for (var told :
        List.of(
            Samples.registrationNotified("forgotten", LATER),
            Samples.registrationNotified("parked", LATER),
            Samples.succeededNotified("twice", LATER),
            Samples.failedNotified("twice", LATER))) {
      assertThat(await(moved.recordNotification(told)).receipt()).isEqualTo(Receipt.DUPLICATE);
    }
    assertThat(await(moved.recordHandover(Samples.handover("h1", "S"))))
        .isEqualTo(Receipt.DUPLICATE);
    assertThat(await(moved.recordHandover(Samples.handover("h1", "F"))))
        .isEqualTo(Receipt.CONTRADICTION);
    assertThat(Seen.in(moved).deliveries()).hasSameSizeAs(before.deliveries());
  }

  @Test
  void neverGivesAnIdAgain() throws Exception {
    await(moved.recordNotification(Samples.registrationNotified("new", LATER)));

    var ids = Seen.in(moved).deliveries().stream().map(Delivery::webhookId).toList();
    assertThat(ids).hasSize(before.deliveries().size() + 1).doesNotHaveDuplicates();
    long highest = before.deliveries().stream().mapToLong(StoreMoveTest::number).max().orElse(0);
    var added = Seen.in(moved).deliveries().stream().filter(this::isNew).toList();
    assertThat(added).hasSize(1);
    assertThat(number(added.get(0))).isGreaterThan(highest);
    assertThat(await(moved.replayDelivery("msg_" + name() + "_1", "test", LATER)))
        .isEqualTo(ReplayAnswer.PRUNED);
  }

  private boolean isNew(Delivery delivery) {
    return before.deliveries().stream()
        .noneMatch(known -> known.webhookId().equals(delivery.webhookId()));
  }

  private String name() {
    return before.deliveries().get(0).webhookId().split("_", -1)[1];
  }

  private static long number(Delivery delivery) {
    return Long.parseLong(delivery.webhookId().split("_", -1)[2]);
  }

  private String id(ClaimedDelivery claimed) {
    return claimed.delivery().webhookId();
  }

  @CanIgnoreReturnValue
  private static <T> T await(Future<T> future) throws Exception {
    return StoreHarness.await(future);
  }

  private static Claim claim(Instant now) {
    return new Claim("gateway-1", now, StoreHarness.LEASE, 100);
  }

  /** All that a store answers about what it holds. */
  private record Seen(
      List<Payment> payments,
      List<PaymentHistory> histories,
      List<Delivery> deliveries,
      Statistics statistics) {
    static Seen in(Store store) throws Exception {
      var payments = await(store.listEveryPayment(Optional.empty())).items();
      var histories = new ArrayList<PaymentHistory>();
      for (var payment : payments) {
        histories.add(await(store.findPayment(payment.key())).orElseThrow());
      }
      var deliveries = new ArrayList<Delivery>();
      for (var recipient : Recipient.values()) {
        var page = PageRequest.first(100, PageRequest.Order.OLDEST_FIRST);
        deliveries.addAll(await(store.listDeliveries(DeliveryQuery.all(recipient, page))).items());
      }
      return new Seen(payments, histories, deliveries, await(store.statistics()));
    }
  }
}
