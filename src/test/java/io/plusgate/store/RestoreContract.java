package io.plusgate.store;

import static io.plusgate.store.Samples.NOON;
import static io.plusgate.store.Samples.inquirySucceeded;
import static io.plusgate.store.Samples.key;
import static io.plusgate.store.Samples.payUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.payment.NextStep;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every engine promises of a store that was put back to an older state. */
abstract class RestoreContract extends EventContract {
  private static final Instant LATER = NOON.plus(Duration.ofHours(3));

  @Test
  void asksForAllThatIsNotAtItsEndAndForNothingElse() throws Exception {
    opened("sent");
    opened("open");
    opened("paid");
    settled(payUnknown("open", NOON));
    settled(payUnknown("paid", NOON));
    settled(inquirySucceeded("paid", NOON));
    assertThat(await(store().claimDuePayments(claimAt(NOON.plusSeconds(60))))).isNotEmpty();

    var catchUp = begin();

    assertThat(catchUp).isEqualTo(new CatchUp(2, 0, 0));
    assertThat(await(store().claimDuePayments(claimAt(LATER))))
        .extracting(payment -> payment.key().paymentRequestId())
        .containsExactlyInAnyOrder("sent", "open");
    assertThat(found("sent").payment().phase()).isEqualTo(Phase.OPEN);
    assertThat(found("paid").payment().phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(found("open").events())
        .last()
        .isEqualTo(new TimelineEvent(LATER, "restored from a copy", "restored", Phase.OPEN));
  }

  @Test
  void writesDownWhatItDoesNotKnow() throws Exception {
    opened("known");
    settled(payUnknown("known", NOON));

    var catchUp = begin("known", "new");

    assertThat(catchUp).isEqualTo(new CatchUp(1, 1, 1));
    var added = found("new");
    assertThat(added.payment()).isEqualTo(Samples.ARBITER.listed(key("new"), LATER));
    assertThat(added.payment().next()).contains(new NextStep(NextStep.Kind.ASK, LATER));
    assertThat(added.events())
        .containsExactly(
            new TimelineEvent(LATER, "named by the list of a restore", "restored", Phase.OPEN));
    assertThat(found("known").payment().amount()).contains(Samples.AMOUNT);
  }

  @Test
  void countsThoseOnWhichAlipayPlusWasNotHeardYet() throws Exception {
    opened("p1");
    begin("p1", "p2", "p3");
    long before = waiting();

    settled(inquirySucceeded("p1", LATER));
    settled(Samples.inquiredOpen("p2", LATER));
    settled(Samples.inquirySilent("p3", LATER));

    assertThat(before).isEqualTo(3);
    assertThat(waiting()).isEqualTo(1);
    closeAndReopen();
    assertThat(waiting()).isEqualTo(1);
    assertThat(found("p3").payment()).matches(Payment::awaitsCatchUp);
  }

  @Test
  void asksAgainWhenItIsRestoredAgain() throws Exception {
    opened("p1");
    begin("p2");
    settled(Samples.inquiredOpen("p1", LATER));

    var again = begin("p2");

    assertThat(again).isEqualTo(new CatchUp(2, 0, 1));
    assertThat(waiting()).isEqualTo(2);
  }

  @Test
  void givesNoWebhookIdThatTheLostStoreMayHaveGiven() throws Exception {
    assertThat(notified(Samples.registrationNotified("r1", NOON))).isEqualTo(Receipt.FIRST);
    begin();
    assertThat(notified(Samples.registrationNotified("r2", LATER))).isEqualTo(Receipt.FIRST);
    begin();
    assertThat(notified(Samples.registrationNotified("r3", LATER))).isEqualTo(Receipt.FIRST);

    var numbers = all().stream().map(delivery -> number(delivery.webhookId())).toList();

    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers.get(1)).isGreaterThan(Duration.between(Instant.EPOCH, NOON).toMillis());
    assertThat(await(store().replayDelivery(all().get(1).webhookId(), "jo", LATER)))
        .isNotEqualTo(ReplayAnswer.UNKNOWN);
  }

  @CanIgnoreReturnValue
  private CatchUp begin(String... listed) throws Exception {
    var keys = Arrays.stream(listed).map(Samples::key).collect(Collectors.<PaymentKey>toSet());
    return await(store().beginCatchUp(new Restored("restored from a copy", keys, LATER)));
  }

  private long waiting() throws Exception {
    return await(store().statistics()).awaitingCatchUp();
  }

  private static long number(String webhookId) {
    return Long.parseLong(webhookId.substring(webhookId.lastIndexOf('_') + 1));
  }
}
