package io.plusgate.store;

import io.plusgate.store.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.util.Random;
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
}
