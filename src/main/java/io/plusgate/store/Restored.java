package io.plusgate.store;

import io.plusgate.payment.Evidence;
import io.plusgate.payment.PaymentKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * What a store is told that was put back to an older state.
 *
 * @param words of which copy, for the timeline of its payments
 * @param listed payments that may be newer than the copy; only their ids are known
 */
public record Restored(String words, Set<PaymentKey> listed, Instant now) {
  /** The first event of a payment that the copy did not know. */
  public static final String LISTED = "named by the list of a restore";

  public Restored {
    listed = Set.copyOf(listed);
  }

  /** What it is to a payment that the copy knows. */
  public Settlement of(PaymentKey key) {
    return new Settlement(
        key, Evidence.RESTORED, new Evidence.Restored(words), trace -> Payload.unknown(), now);
  }

  /**
   * A number that the lost store can't have given: it would have had to give one in each
   * microsecond since 1970, or since it was restored the last time.
   */
  public long firstNumber() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, now);
  }
}
