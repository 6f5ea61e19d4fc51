package io.plusgate.store;

import static io.plusgate.store.Samples.NOON;
import static io.plusgate.store.Samples.failedNotified;
import static io.plusgate.store.Samples.handover;
import static io.plusgate.store.Samples.inquirySucceeded;
import static io.plusgate.store.Samples.key;
import static io.plusgate.store.Samples.payUnknown;
import static io.plusgate.store.Samples.registrationNotified;
import static io.plusgate.store.Samples.sent;
import static io.plusgate.store.Samples.succeededNotified;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a store promises about payments and notifications, whatever the engine. */
abstract class PaymentContract extends StoreHarness {
  @Test
  void writesAPaymentDownOnce() throws Exception {
    var first = await(store().openPayment(sent("p1")));
    var again = await(store().openPayment(sent("p1")));

    assertThat(first.isNew()).isTrue();
    assertThat(again).isEqualTo(new Opened(false, sent("p1")));
  }

  @Test
  void knowsAPaymentAfterARestart() throws Exception {
    assertThat(await(store().openPayment(sent("p1"))).isNew()).isTrue();

    closeAndReopen();

    assertThat(found("p1").payment()).isEqualTo(sent("p1"));
  }

  @Test
  void knowsNoPaymentThatWasNeverOpened() throws Exception {
    var settled = await(store().settlePayment(inquirySucceeded("never", NOON)));

    assertThat(settled).isEmpty();
    assertThat(await(store().findPayment(key("never")))).isEmpty();
  }

  @Test
  void settlesAPaymentAndQueuesItsDeliveryTogether() throws Exception {
    opened("p1");
    settled(payUnknown("p1", NOON));

    var settled = await(store().settlePayment(inquirySucceeded("p1", NOON))).orElseThrow();

    assertThat(settled.isTransition()).isTrue();
    assertThat(found("p1").payment().phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(claim(NOON))
        .extracting(claimed -> claimed.delivery().event())
        .containsExactly("payment.succeeded");
  }

  @Test
  void deliversTheOriginalBytes() throws Exception {
    opened("p1");
    settled(payUnknown("p1", NOON));
    settled(inquirySucceeded("p1", NOON));

    var claimed = claim(NOON).get(0);

    assertThat(claimed.payload()).isEqualTo(Samples.payload("p1"));
    assertThat(claimed.delivery().paymentRequestId()).contains("p1");
  }

  @Test
  void keepsEveryEventOfAPaymentInOrder() throws Exception {
    opened("p1");
    opened("p11");
    settled(payUnknown("p1", NOON.plusSeconds(1)));
    settled(inquirySucceeded("p1", NOON.plusSeconds(2)));

    var events = found("p1").events();

    assertThat(events)
        .extracting(TimelineEvent::phase)
        .containsExactly(Phase.SENT, Phase.OPEN, Phase.SUCCEEDED);
  }

  @Test
  void deliversTheResultOnceWhicheverSourceWasFirst() throws Exception {
    opened("p1");
    settled(payUnknown("p1", NOON));
    settled(inquirySucceeded("p1", NOON));

    var recorded = await(store().recordNotification(succeededNotified("p1", NOON)));

    assertThat(recorded.receipt()).isEqualTo(Receipt.FIRST);
    assertThat(claim(NOON.plusSeconds(60))).hasSize(1);
  }

  @Test
  void callsTheWatcherOfATransition() throws Exception {
    var seen = new ConcurrentLinkedQueue<PaymentKey>();
    store().watch(seen::add);
    opened("p1");

    settled(payUnknown("p1", NOON));

    Awaitility.await().until(() -> seen.contains(key("p1")));
  }

  @Test
  void remembersANotificationForEver() throws Exception {
    var first = await(store().recordNotification(registrationNotified("r1", NOON)));
    closeAndReopen();

    var again = await(store().recordNotification(registrationNotified("r1", NOON)));

    assertThat(first.receipt()).isEqualTo(Receipt.FIRST);
    assertThat(again.receipt()).isEqualTo(Receipt.DUPLICATE);
    assertThat(claim(NOON)).hasSize(1);
  }

  @Test
  void letsExactlyOneOfManyRacingDuplicatesBeFirst() throws Exception {
    opened("p1");
    settled(payUnknown("p1", NOON));
    var racing = new ConcurrentLinkedQueue<Future<Recorded>>();

    Concurrently.run(
        8, 50, () -> racing.add(store().recordNotification(succeededNotified("p1", NOON))));

    assertThat(await(Future.all(List.copyOf(racing))).<Recorded>list())
        .filteredOn(recorded -> recorded.receipt() == Receipt.FIRST)
        .hasSize(1);
    assertThat(claim(NOON)).hasSize(1);
  }

  @Test
  void deliversANotificationOfAPaymentWeNeverSent() throws Exception {
    var recorded = await(store().recordNotification(succeededNotified("foreign", NOON)));

    assertThat(recorded).isEqualTo(new Recorded(Receipt.FIRST, Optional.empty()));
    assertThat(claim(NOON))
        .extracting(claimed -> claimed.delivery().event())
        .containsExactly("payment.succeeded");
  }

  @Test
  void keepsAContradictionAndNeverAppliesIt() throws Exception {
    opened("p1");
    settled(payUnknown("p1", NOON));
    assertThat(notified(succeededNotified("p1", NOON))).isEqualTo(Receipt.FIRST);

    var receipt = notified(failedNotified("p1", NOON));

    assertThat(receipt).isEqualTo(Receipt.CONTRADICTION);
    assertThat(found("p1").payment().phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(all()).extracting(Delivery::event).contains("payment.contradiction");
  }

  @Test
  void tellsOfAContradictionOnce() throws Exception {
    assertThat(notified(succeededNotified("foreign", NOON))).isEqualTo(Receipt.FIRST);
    assertThat(notified(failedNotified("foreign", NOON))).isEqualTo(Receipt.CONTRADICTION);

    var again = notified(failedNotified("foreign", NOON));

    assertThat(again).isEqualTo(Receipt.DUPLICATE);
    assertThat(all()).hasSize(2);
  }

  @Test
  void callsAFirstNotificationAgainstTheKnownResultAContradiction() throws Exception {
    opened("p1");
    settled(payUnknown("p1", NOON));
    settled(inquirySucceeded("p1", NOON));

    var receipt = notified(failedNotified("p1", NOON));

    assertThat(receipt).isEqualTo(Receipt.CONTRADICTION);
    assertThat(found("p1").payment().phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void holdsAnEarlyNotificationUntilThePayAnswer() throws Exception {
    opened("p1");
    assertThat(notified(succeededNotified("p1", NOON))).isEqualTo(Receipt.FIRST);
    var before = claim(NOON.plusSeconds(7));

    settled(payUnknown("p1", NOON.plusSeconds(7)));

    assertThat(before).isEmpty();
    assertThat(claim(NOON.plusSeconds(7))).hasSize(1);
  }

  @Test
  void holdsAnEarlyNotificationNoLongerThanThePayDeadline() throws Exception {
    opened("p1");
    assertThat(notified(succeededNotified("p1", NOON))).isEqualTo(Receipt.FIRST);

    var claimed = claim(NOON.plus(Samples.PAY_DEADLINE));

    assertThat(claimed).hasSize(1);
  }

  @Test
  void takesAHandoverOnce() throws Exception {
    var first = await(store().recordHandover(handover("p1", "S")));
    var again = await(store().recordHandover(handover("p1", "S")));
    var other = await(store().recordHandover(handover("p1", "F")));

    assertThat(List.of(first, again, other))
        .containsExactly(Receipt.FIRST, Receipt.DUPLICATE, Receipt.CONTRADICTION);
    assertThat(await(store().claimDeliveries(Recipient.ALIPAY_PLUS, claimAt(NOON)))).hasSize(1);
    assertThat(claim(NOON)).isEmpty();
  }

  @Test
  void claimsDuePaymentsLongestDueFirst() throws Exception {
    opened("p1");
    opened("p2");
    settled(payUnknown("p2", NOON));

    var early = await(store().claimDuePayments(claimAt(NOON.plusSeconds(1))));
    var due = await(store().claimDuePayments(claimAt(NOON.plusSeconds(10))));

    assertThat(early).isEmpty();
    assertThat(due).extracting(Payment::key).containsExactly(key("p2"), key("p1"));
  }

  @Test
  void givesAClaimedPaymentToNobodyElseBeforeTheLeaseEnds() throws Exception {
    opened("p1");
    var at = NOON.plusSeconds(10);
    var first = await(store().claimDuePayments(claimAt(at)));

    var within = await(store().claimDuePayments(claimAt(at.plus(LEASE).minusSeconds(1))));
    var after = await(store().claimDuePayments(claimAt(at.plus(LEASE))));

    assertThat(List.of(first.size(), within.size(), after.size())).containsExactly(1, 0, 1);
  }

  @Test
  void asksNoMoreAboutAFinalPayment() throws Exception {
    opened("p1");
    assertThat(notified(succeededNotified("p1", NOON))).isEqualTo(Receipt.FIRST);

    var due = await(store().claimDuePayments(claimAt(NOON.plusSeconds(86_400))));

    assertThat(due).isEmpty();
  }

  @Test
  void listsThePaymentsOfAPhaseByPages() throws Exception {
    for (int number = 0; number < 5; number++) {
      opened("p" + number);
    }
    settled(inquirySucceeded("p3", NOON));
    var page = PageRequest.first(3, PageRequest.Order.NEWEST_FIRST);

    var first = await(store().listPayments(query(Phase.SENT, page)));
    var next = new PageRequest(first.next(), 3, page.order());
    var second = await(store().listPayments(query(Phase.SENT, next)));

    assertThat(first.items())
        .extracting(Payment::key)
        .containsExactly(key("p4"), key("p2"), key("p1"));
    assertThat(second.items()).extracting(Payment::key).containsExactly(key("p0"));
    assertThat(second.next()).isEmpty();
  }

  @Test
  void writesSomethingToProveThatItCan() throws Exception {
    var probe = store().probe();

    finish(probe);

    assertThat(probe.succeeded()).isTrue();
  }

  private static PaymentQuery query(Phase phase, PageRequest page) {
    return new PaymentQuery(phase, Optional.empty(), page);
  }
}
