package io.plusgate.store;

import java.time.Duration;
import java.time.Instant;

/**
 * Who takes work, how much, and for how long it is theirs.
 *
 * @param owner names one start of one gateway
 */
public record Claim(String owner, Instant now, Duration lease, int limit) {
  public Claim {
    if (limit < 1 || limit > 10_000) {
      throw new IllegalArgumentException("claim.limit: " + limit + " (expected: 1 to 10000)");
    }
    if (lease.isNegative() || lease.isZero()) {
      throw new IllegalArgumentException("claim.lease: " + lease + " (expected: more than zero)");
    }
  }

  public Instant until() {
    return now.plus(lease);
  }
}
