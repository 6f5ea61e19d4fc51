package io.plusgate.config;

/**
 * What is written to standard output.
 *
 * @param access whether each exchange gets its line
 */
public record LogConfig(Format format, Level level, boolean access) {

  public static LogConfig defaults() {
    return new LogConfig(Format.JSON, Level.INFO, true);
  }

  /** One JSON object per line for machines, or text for eyes. */
  public enum Format {
    JSON,
    TEXT
  }

  /** The least important level that is written. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }
}
