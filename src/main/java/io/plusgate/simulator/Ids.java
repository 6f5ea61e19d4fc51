package io.plusgate.simulator;

import java.time.InstantSource;

/** Numbers that Alipay+ gives out: the day in UTC+8, then a counter; no two are alike. */
final class Ids {
  private final InstantSource clock;
  private long last;

  Ids(InstantSource clock) {
    this.clock = clock;
  }

  /** 23 digits, like the paymentId of the published samples. */
  synchronized String next() {
    last++;
    return Times.day(clock.instant()) + String.format("%015d", last);
  }

  /** 16 digits, e.g. the user part of a payment code. */
  synchronized String digits16() {
    last++;
    return String.format("%016d", last);
  }
}
