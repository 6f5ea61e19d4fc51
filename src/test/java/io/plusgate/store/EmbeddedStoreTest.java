package io.plusgate.store;

import static io.plusgate.store.Samples.NOON;
import static io.plusgate.store.Samples.inquirySucceeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.store.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded engine keeps the store's promises. */
class EmbeddedStoreTest extends StoreContract {
  @TempDir Path folder;

  @Override
  Store openEmpty() {
    return EmbeddedStore.open(folder.resolve("data"), new Random(1), Samples.ARBITER);
  }

  @Override
  Store reopen() {
    return openEmpty();
  }

  @Test
  void aReportAboutAPaymentThatIsNotOursCostsNoWrite() throws Exception {
    var writes = new AtomicInteger();
    store().watchWrites(batch -> writes.incrementAndGet());

    assertThat(await(store().settlePayment(inquirySucceeded("not-ours", NOON)))).isEmpty();
    assertThat(writes).hasValue(0);

    opened("ours");
    settled(inquirySucceeded("ours", NOON));
    assertThat(writes).hasValue(2);
  }
}
