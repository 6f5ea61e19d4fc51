package io.plusgate.store;

import static io.plusgate.store.Samples.NOON;
import static io.plusgate.store.Samples.failedNotified;
import static io.plusgate.store.Samples.registrationNotified;
import static io.plusgate.store.Samples.succeededNotified;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.payment.Phase;
import io.plusgate.protocol.TraceContext;
import io.plusgate.store.PageRequest.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All that a store promises, whatever the engine: here deliveries, above payments. */
abstract class StoreContract extends RestoreContract {
  private static final TraceContext TRACE =
      new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=a");

  private static final DeliveryVerdict DONE = new DeliveryVerdict.Done("200");
  private static final DeliveryVerdict PARKED = new DeliveryVerdict.Parked("422");

  @Test
  void tellsTheTraceOfAPaymentToWhateverFollowsIt() throws Exception {
    var opened = await(store().openPayment(Samples.sent("p1").begunBy(TRACE)));
    settled(Samples.payUnknown("p1", NOON));
    assertThat(notified(succeededNotified("p1", NOON))).isEqualTo(Receipt.FIRST);

    var claimed = claim(NOON).get(0);

    assertThat(TraceContext.of(claimed.payload().headers())).isEqualTo(TRACE);
    assertThat(opened.isNew()).isTrue();
    assertThat(found("p1").payment().trace()).isEqualTo(TRACE);
  }

  @Test
  void sendsTheDeliveriesOfAPaymentInOrder() throws Exception {
    twoDeliveriesOfOnePayment();

    var first = claim(NOON);
    var whileRunning = claim(NOON);
    var done = finish(first.get(0), DONE, NOON);
    var second = claim(NOON);

    assertThat(done).isTrue();
    assertThat(first).hasSize(1);
    assertThat(whileRunning).isEmpty();
    assertThat(second)
        .extracting(claimed -> claimed.delivery().event())
        .containsExactly("payment.contradiction");
  }

  @Test
  void sendsTheDeliveriesOfDifferentPaymentsBesideEachOther() throws Exception {
    assertThat(notified(succeededNotified("p1", NOON))).isEqualTo(Receipt.FIRST);
    assertThat(notified(succeededNotified("p2", NOON))).isEqualTo(Receipt.FIRST);

    var claimed = claim(NOON);

    assertThat(claimed).hasSize(2);
  }

  @Test
  void goesOnBehindAParkedDelivery() throws Exception {
    twoDeliveriesOfOnePayment();
    var first = claim(NOON).get(0);

    assertThat(finish(first, PARKED, NOON)).isTrue();

    assertThat(claim(NOON)).hasSize(1);
    assertThat(inState(DeliveryState.PARKED)).extracting(Delivery::note).containsExactly("422");
  }

  @Test
  void waitsForTheTimeOfTheNextAttemptAndKeepsTheOrder() throws Exception {
    twoDeliveriesOfOnePayment();
    var first = claim(NOON).get(0);
    var later = NOON.plusSeconds(5);

    assertThat(finish(first, new DeliveryVerdict.RetryAt(later, "503"), NOON)).isTrue();

    assertThat(claim(later.minusMillis(1))).isEmpty();
    assertThat(claim(later))
        .extracting(claimed -> claimed.delivery().attempts())
        .containsExactly(2);
  }

  @Test
  void takesNoVerdictFromAStaleOwner() throws Exception {
    assertThat(notified(registrationNotified("r1", NOON))).isEqualTo(Receipt.FIRST);
    var stale = claim(NOON).get(0);
    var fresh = claim(NOON.plus(LEASE)).get(0);

    var refused = finish(stale, DONE, NOON.plus(LEASE));
    var taken = finish(fresh, DONE, NOON.plus(LEASE));

    assertThat(refused).isFalse();
    assertThat(taken).isTrue();
    assertThat(fresh.delivery().webhookId()).isEqualTo(stale.delivery().webhookId());
  }

  @Test
  void takesAVerdictOnce() throws Exception {
    assertThat(notified(registrationNotified("r1", NOON))).isEqualTo(Receipt.FIRST);
    var claimed = claim(NOON).get(0);

    assertThat(finish(claimed, DONE, NOON)).isTrue();

    assertThat(finish(claimed, PARKED, NOON)).isFalse();
    assertThat(inState(DeliveryState.DONE)).hasSize(1);
  }

  @Test
  void keepsQueuedDeliveriesOverARestart() throws Exception {
    twoDeliveriesOfOnePayment();

    closeAndReopen();

    assertThat(claim(NOON)).hasSize(1);
    assertThat(inState(DeliveryState.WAITING)).hasSize(2);
  }

  @Test
  void sendsAFinishedDeliveryAgainUnderItsOwnId() throws Exception {
    assertThat(notified(registrationNotified("r1", NOON))).isEqualTo(Receipt.FIRST);
    var claimed = claim(NOON).get(0);
    var id = claimed.delivery().webhookId();
    assertThat(finish(claimed, PARKED, NOON)).isTrue();

    var answer = await(store().replayDelivery(id, "operator", NOON));

    var again = claim(NOON).get(0).delivery();
    assertThat(answer).isEqualTo(ReplayAnswer.QUEUED);
    assertThat(again.webhookId()).isEqualTo(id);
    assertThat(again.replay()).isTrue();
    assertThat(again.attempts()).isEqualTo(1);
  }

  @Test
  void replaysBeforeTheLaterDeliveriesOfItsPayment() throws Exception {
    twoDeliveriesOfOnePayment();
    var first = claim(NOON).get(0);
    assertThat(finish(first, PARKED, NOON)).isTrue();

    var answer = await(store().replayDelivery(first.delivery().webhookId(), "operator", NOON));

    assertThat(answer).isEqualTo(ReplayAnswer.QUEUED);
    assertThat(claim(NOON))
        .extracting(claimed -> claimed.delivery().webhookId())
        .containsExactly(first.delivery().webhookId());
  }

  @Test
  void notesInTheTimelineWhoWantedAReplay() throws Exception {
    opened("p1");
    settled(Samples.payUnknown("p1", NOON));
    settled(Samples.inquirySucceeded("p1", NOON));
    var claimed = claim(NOON).get(0);
    assertThat(finish(claimed, DONE, NOON)).isTrue();

    var answer = await(store().replayDelivery(claimed.delivery().webhookId(), "anna", NOON));

    assertThat(answer).isEqualTo(ReplayAnswer.QUEUED);
    assertThat(found("p1").events()).extracting(TimelineEvent::source).contains("anna");
  }

  @Test
  void notesInTheTimelineHowEachAttemptToTellTheBackendWent() throws Exception {
    opened("p1");
    settled(Samples.payUnknown("p1", NOON));
    settled(Samples.inquirySucceeded("p1", NOON));
    var later = NOON.plusSeconds(5);
    assertThat(finish(claim(NOON).get(0), new DeliveryVerdict.RetryAt(later, "HTTP 503"), NOON))
        .isTrue();
    var stale = claim(later).get(0);

    assertThat(finish(stale, DONE, later)).isTrue();
    assertThat(finish(stale, PARKED, later)).isFalse();

    var attempts = found("p1").events().stream().filter(at -> at.source().equals("delivery"));
    assertThat(attempts)
        .extracting(attempt -> attempt.at() + " " + attempt.what() + " " + attempt.phase())
        .containsExactly(
            NOON + " payment.succeeded, attempt 1: again at " + later + ", HTTP 503 SUCCEEDED",
            later + " payment.succeeded, attempt 2: done, " + DONE.note() + " SUCCEEDED");
  }

  @Test
  void replaysNothingThatIsWaitingOrUnknown() throws Exception {
    assertThat(notified(registrationNotified("r1", NOON))).isEqualTo(Receipt.FIRST);

    var waiting = await(store().replayDelivery(all().get(0).webhookId(), "operator", NOON));
    var unknown = await(store().replayDelivery("msg_other_1", "operator", NOON));

    assertThat(waiting).isEqualTo(ReplayAnswer.STILL_WAITING);
    assertThat(unknown).isEqualTo(ReplayAnswer.UNKNOWN);
  }

  @Test
  void listsWhatWasAskedFor() throws Exception {
    twoDeliveriesOfOnePayment();
    assertThat(notified(registrationNotified("r1", NOON.plusSeconds(9)))).isEqualTo(Receipt.FIRST);
    var all = DeliveryQuery.all(Recipient.BACKEND, PageRequest.first(10, Order.NEWEST_FIRST));

    var late = await(store().listDeliveries(all.since(NOON.plusSeconds(9)))).items();
    var events = await(store().listDeliveries(all.about("payment.contradiction"))).items();

    assertThat(late).extracting(Delivery::event).containsExactly("notification");
    assertThat(events).hasSize(1);
  }

  @Test
  void forgetsOldBodiesButNeverWhatTheySaid() throws Exception {
    assertThat(notified(registrationNotified("r1", NOON))).isEqualTo(Receipt.FIRST);
    var id = claim(NOON).get(0);
    assertThat(finish(id, DONE, NOON)).isTrue();

    var pruned = await(store().prunePayloads(NOON.plus(Duration.ofDays(35)), 10));

    assertThat(pruned).isEqualTo(1);
    assertThat(await(store().statistics()).payloads()).isZero();
    assertThat(await(store().replayDelivery(id.delivery().webhookId(), "operator", NOON)))
        .isEqualTo(ReplayAnswer.PRUNED);
    assertThat(notified(registrationNotified("r1", NOON))).isEqualTo(Receipt.DUPLICATE);
  }

  @Test
  void forgetsNothingThatHasNotBeenDelivered() throws Exception {
    assertThat(notified(registrationNotified("r1", NOON))).isEqualTo(Receipt.FIRST);
    var later = NOON.plus(Duration.ofDays(35));

    var lookedAt = await(store().prunePayloads(later, 10));

    assertThat(lookedAt).isEqualTo(1);
    assertThat(await(store().prunePayloads(later, 10))).isZero();
    assertThat(claim(NOON)).hasSize(1);
  }

  @Test
  void forgetsNothingThatIsYoung() throws Exception {
    assertThat(notified(registrationNotified("r1", NOON))).isEqualTo(Receipt.FIRST);

    var lookedAt = await(store().prunePayloads(NOON, 10));

    assertThat(lookedAt).isZero();
  }

  @Test
  void countsWhatItHolds() throws Exception {
    opened("p1");
    twoDeliveriesOfOnePayment();

    var statistics = await(store().statistics());

    assertThat(statistics.deliveries())
        .contains(
            new Statistics.Deliveries(
                Recipient.BACKEND, DeliveryState.WAITING, 2, Optional.of(NOON)));
    assertThat(statistics.payments())
        .contains(new Statistics.Payments(Phase.SENT, 1, Optional.of(NOON)));
    assertThat(statistics.amountsAtRisk())
        .containsExactly(new Statistics.AtRisk(Phase.SENT, "JPY", 100));
    assertThat(statistics.receipts()).isEqualTo(2);
  }

  private void twoDeliveriesOfOnePayment() throws Exception {
    assertThat(notified(succeededNotified("foreign", NOON))).isEqualTo(Receipt.FIRST);
    assertThat(notified(failedNotified("foreign", NOON))).isEqualTo(Receipt.CONTRADICTION);
  }

  private boolean finish(ClaimedDelivery claimed, DeliveryVerdict verdict, Instant now)
      throws Exception {
    return await(store().finishDelivery(claimed.lease(), verdict, now));
  }

  private List<Delivery> inState(DeliveryState state) throws Exception {
    var page = PageRequest.first(10, Order.OLDEST_FIRST);
    var query = DeliveryQuery.all(Recipient.BACKEND, page).in(state);
    return await(store().listDeliveries(query)).items();
  }
}
