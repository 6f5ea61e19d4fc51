package io.plusgate.config;

import java.time.Duration;

/**
 * How the gateway learns that its files have changed, beside being told so.
 *
 * @param watch whether it looks by itself
 * @param every between two looks
 */
public record ReloadConfig(boolean watch, Duration every) {

  public ReloadConfig {
    Checks.of("reload").between("every", every, Duration.ofSeconds(1), Duration.ofHours(1)).done();
  }

  public static ReloadConfig defaults() {
    return new ReloadConfig(true, Duration.ofSeconds(5));
  }
}
