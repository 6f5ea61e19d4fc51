package io.plusgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.payment.Payment;
import io.plusgate.payment.Phase;
import io.plusgate.store.embedded.EmbeddedReader;
import io.plusgate.store.embedded.EmbeddedStore;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking into a folder that a gateway has open. */
class EmbeddedReaderTest {
  private static final int MANY = 20_000;

  @TempDir private Path temporary;
  private EmbeddedStore store;

  @BeforeEach
  void open() {
    store = EmbeddedStore.open(temporary.resolve("data"), new Random(1), Samples.ARBITER);
  }

  @AfterEach
  void close() throws Exception {
    StoreHarness.finish(store.close());
  }

  @Test
  void seesWhatWasAcknowledgedBeforeAndNothingOfLater() throws Exception {
    pay("before");
    var reader = EmbeddedReader.open(temporary.resolve("data"));

    pay("after");

    assertThat(sent(reader)).containsExactly("before");
    assertThat(StoreHarness.await(reader.findPayment(Samples.key("before"))))
        .hasValueSatisfying(found -> assertThat(found.events()).hasSize(1));
    assertThat(StoreHarness.await(reader.findPayment(Samples.key("after")))).isEmpty();
    StoreHarness.finish(reader.close());
    pay("still writable");
  }

  @Test
  void readsOnWhileTheWriterMergesAndDeletesWhatItReads() throws Exception {
    pay("first");
    for (int round = 0; round < 10; round++) {
      var reader = EmbeddedReader.open(temporary.resolve("data"));
      int from = round * MANY / 10;
      for (int number = from; number < from + MANY / 10; number++) {
        var later = store.openPayment(Samples.sent("p" + number));
        if (number % 500 == 0) {
          assertThat(StoreHarness.await(later).isNew()).isTrue();
        }
      }

      assertThat(count(reader)).isEqualTo(1 + from);
      StoreHarness.finish(reader.close());
      StoreHarness.finish(store.probe());
    }
  }

  @Test
  void refusesAFolderThatIsNoStore() {
    assertThatThrownBy(() -> EmbeddedReader.open(temporary))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("store.path: " + temporary)
        .hasMessageContaining("expected: a gateway's store");
  }

  private void pay(String id) throws Exception {
    assertThat(StoreHarness.await(store.openPayment(Samples.sent(id))).isNew()).isTrue();
  }

  private static List<String> sent(EmbeddedReader reader) throws Exception {
    return page(reader, Optional.empty()).items().stream()
        .map(payment -> payment.key().paymentRequestId())
        .toList();
  }

  private static int count(EmbeddedReader reader) throws Exception {
    int sum = 0;
    Optional<String> next = Optional.empty();
    do {
      var page = page(reader, next);
      sum += page.items().size();
      next = page.next();
    } while (next.isPresent());
    return sum;
  }

  private static Page<Payment> page(EmbeddedReader reader, Optional<String> from) throws Exception {
    Future<Page<Payment>> page =
        reader.listPayments(
            new PaymentQuery(
                Phase.SENT,
                Optional.empty(),
                new PageRequest(from, 1_000, PageRequest.Order.OLDEST_FIRST)));
    return StoreHarness.await(page);
  }
}
