package io.plusgate.admin;

import io.plusgate.config.LogConfig.Level;
import java.time.Instant;
import java.util.Optional;

/** The level of the gateway's log, which may be another one for a while. */
public interface LogLevel {
  Level current();

  /** When the configured level comes back; nothing when it is there. */
  Optional<Instant> until();

  /** This level until then, whatever was set before. */
  void set(Level level, Instant until);
}
