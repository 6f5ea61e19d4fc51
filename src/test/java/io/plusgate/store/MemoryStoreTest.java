package io.plusgate.store;

/** The simulation's store keeps what a store promises of payments, so that it may stand for one. */
class MemoryStoreTest extends PaymentContract {
  private final Store store = new MemoryStore(Samples.ARBITER, (before, evidence, decision) -> {});

  @Override
  Store openEmpty() {
    return store;
  }

  @Override
  Store reopen() {
    return store;
  }
}
