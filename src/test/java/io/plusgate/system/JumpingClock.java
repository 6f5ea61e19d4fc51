package io.plusgate.system;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's clock, set forward or back while everything runs. */
final class JumpingClock implements InstantSource {
  private volatile Duration off = Duration.ZERO;

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(off);
  }

  void jump(Duration by) {
    off = off.plus(by);
  }
}
