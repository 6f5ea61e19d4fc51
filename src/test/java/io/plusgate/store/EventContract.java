package io.plusgate.store;

import static io.plusgate.store.Samples.NOON;
import static io.plusgate.store.Samples.payUnknown;
import static io.plusgate.store.Samples.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plusgate.payment.Evidence;
import io.plusgate.payment.RefundNote;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every engine promises of the events of all payments. */
abstract class EventContract extends PaymentContract {
  @Test
  void tellsTheEventsOfOneSourcePaymentByPayment() throws Exception {
    for (String id : List.of("p2", "p1", "p3")) {
      opened(id);
      settled(payUnknown(id, NOON.plusSeconds(1)));
    }
    settled(refunded("p1", "r1"));
    settled(refunded("p3", "r2"));
    settled(refunded("p1", "r3"));

    var page = await(store().listEvents(new EventQuery("refund", Optional.empty())));

    assertThat(page.next()).isEmpty();
    assertThat(page.items())
        .extracting(found -> found.key().paymentRequestId(), found -> found.event().what())
        .containsExactly(
            tuple("p1", "refund r1 S SUCCESS"),
            tuple("p1", "refund r3 S SUCCESS"),
            tuple("p3", "refund r2 S SUCCESS"));
  }

  @Test
  void tellsMorePaymentsAndEventsThanOnePageHolds() throws Exception {
    var writing = new ArrayList<Future<Opened>>();
    for (int number = 0; number < 5_100; number++) {
      writing.add(store().openPayment(sent("p" + number)));
    }
    assertThat(await(Future.all(writing)).succeeded()).isTrue();
    var told = new ArrayList<String>();

    Optional<String> next = Optional.empty();
    do {
      var page = await(store().listEvents(new EventQuery("pay", next)));
      page.items().forEach(found -> told.add(found.key().paymentRequestId()));
      next = page.next();
    } while (next.isPresent());

    assertThat(told).hasSize(5_100).doesNotHaveDuplicates();

    told.clear();
    do {
      var page = await(store().listEveryPayment(next));
      page.items().forEach(payment -> told.add(payment.key().paymentRequestId()));
      next = page.next();
    } while (next.isPresent());
    assertThat(told).hasSize(5_100).doesNotHaveDuplicates();
  }

  private static Settlement refunded(String payment, String refund) {
    var note = new RefundNote(refund, Optional.empty(), "S SUCCESS");
    return Samples.settlement(payment, new Evidence.RefundTold(note), NOON.plusSeconds(2));
  }
}
