package io.plusgate.config;

import java.time.Duration;

/** A value as a person writes it in the configuration. */
public final class ConfigValue {
  private ConfigValue() {}

  /** Of a secret or a key only the file's name. */
  public static String text(Object value) {
    if (value instanceof Enum<?> choice) {
      return Converter.word(choice);
    }
    return value instanceof Duration duration ? Durations.format(duration) : value.toString();
  }
}
