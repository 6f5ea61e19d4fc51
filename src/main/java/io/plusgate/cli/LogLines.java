package io.plusgate.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.plusgate.http.AccessLog;

/**
 * Where the lines of the log go, in code: reading an XML file for it costs a tenth of the start.
 * Everything but the access log goes to standard error, so that what a command prints stays clean.
 */
public final class LogLines extends ContextAwareBase implements Configurator {
  /** The appender of all but the access log. */
  static final String NAME = "lines";

  /** The logger of the lines about payments. */
  static final String PAYMENTS = "plusgate.payments";

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{20} - %msg%n%xEx{20}";

  @Override
  public ExecutionStatus configure(LoggerContext log) {
    if (isConfiguredByFile()) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    var root = log.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(level("plusgate.log.level"));
    root.addAppender(lines(log));
    log.getLogger("io.micrometer").setLevel(Level.ERROR);
    log.getLogger("io.netty").setLevel(Level.WARN);
    access(log);
    payments(log);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** The usual ways to bring a file along: our tests do. */
  private static boolean isConfiguredByFile() {
    return System.getProperty("logback.configurationFile") != null
        || LogLines.class.getResource("/logback-test.xml") != null;
  }

  private static ConsoleAppender<ILoggingEvent> lines(LoggerContext log) {
    var lines = new ConsoleAppender<ILoggingEvent>();
    lines.setContext(log);
    lines.setName(NAME);
    lines.setTarget("System.err");
    lines.setEncoder(encoder(log));
    lines.start();
    return lines;
  }

  private static PatternLayoutEncoder encoder(LoggerContext log) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(log);
    encoder.setPattern(PATTERN);
    encoder.start();
    return encoder;
  }

  /**
   * A line for each payment's end, told by the loop that serves the next one: it waits for none.
   */
  private static void payments(LoggerContext log) {
    var batched = BatchedLines.toStandardError();
    batched.setContext(log);
    batched.setName(NAME);
    batched.setEncoder(encoder(log));
    batched.start();
    var payments = log.getLogger(PAYMENTS);
    payments.setAdditive(false);
    payments.addAppender(batched);
  }

  /** Its lines are JSON already: see {@link AccessLog}. */
  private static void access(LoggerContext log) {
    var batched = BatchedLines.toStandardOutput();
    batched.setContext(log);
    batched.setName("access");
    batched.start();
    var access = log.getLogger(AccessLog.LOGGER);
    access.setLevel(level("plusgate.access.level"));
    access.setAdditive(false);
    access.addAppender(batched);
  }

  private static Level level(String property) {
    return Level.toLevel(System.getProperty(property), Level.INFO);
  }
}
