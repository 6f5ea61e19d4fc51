package io.plusgate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.slf4j.LoggerFactory;

/**
 * Puts every logger's level back after each test: a command that is run in the tests' own process
 * quiets the log, and the next class would wait for a line that is never written.
 */
public final class LogLevels implements BeforeEachCallback, AfterEachCallback {
  private static final Namespace PLACE = Namespace.create(LogLevels.class);

  @Override
  public void beforeEach(ExtensionContext test) {
    test.getStore(PLACE).put("levels", levels());
  }

  @Override
  public void afterEach(ExtensionContext test) {
    var before = test.getStore(PLACE).get("levels", Levels.class);
    if (before != null) {
      context().getLoggerList().forEach(logger -> restore(logger, before));
    }
  }

  /** By name; a logger that takes its level from its parent has none. */
  private record Levels(Map<String, Level> byName) {
    @Nullable Level of(Logger logger) {
      return byName.get(logger.getName());
    }
  }

  private static void restore(Logger logger, Levels before) {
    var level = before.of(logger);
    if (level != logger.getLevel()) {
      logger.setLevel(level);
    }
  }

  private static Levels levels() {
    var levels = new HashMap<String, Level>();
    for (var logger : context().getLoggerList()) {
      if (logger.getLevel() != null) {
        levels.put(logger.getName(), logger.getLevel());
      }
    }
    return new Levels(levels);
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}
