package io.plusgate.simulator;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until the test moves it. */
final class ManualClock implements InstantSource {
  private volatile Instant now;

  ManualClock(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  void set(Instant instant) {
    now = instant;
  }
}
