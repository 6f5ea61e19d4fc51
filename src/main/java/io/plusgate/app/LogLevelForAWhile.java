package io.plusgate.app;

import ch.qos.logback.classic.LoggerContext;
import io.plusgate.admin.LogLevel;
import io.plusgate.config.LogConfig.Level;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Turns the level of our own loggers, and turns it back when its time is over. */
final class LogLevelForAWhile implements LogLevel {
  /** Ours; what libraries say keeps its level. */
  private static final String LOGGER = "io.plusgate";

  private final Vertx vertx;
  private volatile Level configured;
  private final InstantSource clock;
  private volatile Level current;
  private volatile @Nullable Instant until;

  LogLevelForAWhile(Vertx vertx, Level configured, InstantSource clock) {
    this.vertx = vertx;
    this.configured = configured;
    this.current = configured;
    this.clock = clock;
  }

  @Override
  public Level current() {
    return current;
  }

  @Override
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  @Override
  public void set(Level level, Instant end) {
    current = level;
    until = end;
    apply(level);
    long wait = Math.max(1, Duration.between(clock.instant(), end).toMillis());
    vertx.setTimer(wait, over -> back(end));
  }

  /** The configuration says another level; a wish that still lasts goes on lasting. */
  void configured(Level level) {
    configured = level;
    if (until == null) {
      current = level;
      apply(level);
    }
  }

  /** Unless another wish came in between. */
  private void back(Instant end) {
    if (end.equals(until)) {
      current = configured;
      until = null;
      apply(configured);
    }
  }

  private static void apply(Level level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(LOGGER).setLevel(ch.qos.logback.classic.Level.toLevel(level.name()));
    }
  }
}
