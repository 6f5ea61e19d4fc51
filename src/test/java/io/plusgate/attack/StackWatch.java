package io.plusgate.attack;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what is logged as an error or with a stack while it is open. */
final class StackWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  private final List<String> found = new CopyOnWriteArrayList<>();

  static StackWatch begin() {
    var watch = new StackWatch();
    watch.start();
    ROOT.addAppender(watch);
    return watch;
  }

  List<String> found() {
    return List.copyOf(found);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getThrowableProxy() != null || event.getLevel().isGreaterOrEqual(Level.ERROR)) {
      var stack = event.getThrowableProxy();
      String thrown = stack == null ? "" : " " + stack.getClassName() + ": " + stack.getMessage();
      found.add(event.getLevel() + " " + event.getFormattedMessage() + thrown);
    }
  }

  @Override
  public void close() {
    ROOT.detachAppender(this);
    stop();
  }
}
