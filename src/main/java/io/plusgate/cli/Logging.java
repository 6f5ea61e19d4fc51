package io.plusgate.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.plusgate.config.LogConfig;
import io.plusgate.http.AccessLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the log as the configuration says. */
final class Logging {
  private Logging() {}

  static void configure(LogConfig config) {
    level(Logger.ROOT_LOGGER_NAME, config.level().name());
    level(AccessLog.LOGGER, config.access() ? "INFO" : "WARN");
  }

  /** For commands whose own output is what a person wants to see. */
  static void quiet() {
    level(Logger.ROOT_LOGGER_NAME, "ERROR");
    level(AccessLog.LOGGER, "OFF");
  }

  private static void level(String logger, String level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(logger).setLevel(Level.toLevel(level));
    }
  }
}
