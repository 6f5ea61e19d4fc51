package io.plusgate.store.embedded;

import java.nio.charset.StandardCharsets;

/** The kinds of rows, each in a column family tuned for how its keys come and go. */
enum Kind {
  /** A handful of rows about the store itself: schema, name, next number, statistics. */
  META("default", Access.FEW),
  /** Payment key to payment; keys are random and stay. */
  PAYMENTS("payments", Access.RANDOM),
  /** Payment key and number to one event of its life. */
  TIMELINE("timeline", Access.APPENDED),
  /** Digest of an idempotency id to what was first said under it; kept for ever. */
  RECEIPTS("receipts", Access.RANDOM_DIGEST),
  /** Number to the bytes and headers of a delivery; pruned from the front. */
  PAYLOADS("payloads", Access.APPENDED),
  /** Number to the state of a delivery; payment key to its unfinished deliveries. */
  DELIVERIES("deliveries", Access.RANDOM),
  /** Ordered keys only: what is due when, what is in which state since when. */
  INDEX("index", Access.FEW);

  /** How the keys of a kind are spread. */
  enum Access {
    FEW,
    APPENDED,
    RANDOM,
    RANDOM_DIGEST
  }

  private final String family;
  private final Access access;

  Kind(String family, Access access) {
    this.family = family;
    this.access = access;
  }

  byte[] family() {
    return family.getBytes(StandardCharsets.UTF_8);
  }

  Access access() {
    return access;
  }
}
