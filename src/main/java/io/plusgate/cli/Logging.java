package io.plusgate.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import io.plusgate.config.LogConfig;
import io.plusgate.http.AccessLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the log as the configuration says. */
final class Logging {
  private Logging() {}

  static void configure(LogConfig config) {
    level(config);
    if (config.format() == LogConfig.Format.JSON) {
      linesAsJson();
    }
  }

  /** The part of it that can change while the process runs. */
  static void level(LogConfig config) {
    level(Logger.ROOT_LOGGER_NAME, config.level().name());
    level(AccessLog.LOGGER, config.access() ? "INFO" : "WARN");
  }

  /** For commands whose own output is what a person wants to see. */
  static void quiet() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLoggerList().stream()
          .filter(logger -> logger.getLevel() != null)
          .forEach(logger -> logger.setLevel(Level.ERROR));
    }
    level(AccessLog.LOGGER, "OFF");
  }

  /** The access log's lines are JSON always; this is about all others. */
  private static void linesAsJson() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      if (appender(context, Logger.ROOT_LOGGER_NAME, LogLines.NAME)
          instanceof ConsoleAppender<ILoggingEvent> lines) {
        lines.stop();
        lines.setEncoder(json(context));
        lines.start();
      }
      if (appender(context, LogLines.PAYMENTS, LogLines.NAME) instanceof BatchedLines lines) {
        lines.setEncoder(json(context));
      }
    }
  }

  private static @Nullable Appender<ILoggingEvent> appender(
      LoggerContext context, String logger, String name) {
    return context.getLogger(logger).getAppender(name);
  }

  private static JsonEncoder json(LoggerContext context) {
    var encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithContext(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithMDC(false);
    encoder.start();
    return encoder;
  }

  private static void level(String logger, String level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(logger).setLevel(Level.toLevel(level));
    }
  }
}
