package io.plusgate.app;

import io.plusgate.config.ConfigResult;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.ReloadConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the files say something else than when they were last taken or refused. It looks at
 * what is in them and not at their dates, so that a Kubernetes Secret's swapped link is seen, and
 * it takes what it finds twice the same, so that a file half written is not.
 */
final class FileWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final String BY = "changed files";

  private final Vertx vertx;
  private final Reloads reloads;
  private final ConfigSource source;
  private final Supplier<ReloadConfig> config;
  private Object known;
  private Object found;
  private long timer;
  private boolean stopped;

  FileWatch(
      Vertx vertx,
      Reloads reloads,
      ConfigSource source,
      GatewayConfig started,
      Supplier<ReloadConfig> config) {
    this.vertx = vertx;
    this.reloads = reloads;
    this.source = source;
    this.config = config;
    this.known = started;
    this.found = started;
  }

  synchronized void start() {
    if (!stopped) {
      timer = vertx.setTimer(config.get().every().toMillis(), look -> look());
    }
  }

  synchronized void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void look() {
    var looked =
        config.get().watch()
            ? reloads.read(source).compose(this::consider)
            : Future.<Void>succeededFuture();
    looked
        .onFailure(bug -> LOG.error("looking at the files failed by a bug of ours", bug))
        .onComplete(ended -> start());
  }

  private Future<Void> consider(ConfigResult<GatewayConfig> read) {
    Object content = read.match(loaded -> loaded.config(), refused -> refused.problems());
    boolean isNew = !content.equals(known);
    boolean isWhole = content.equals(found);
    found = content;
    if (!isNew || !isWhole) {
      return Future.succeededFuture();
    }
    known = content;
    return reloads.run(BY, Future.succeededFuture(read)).mapEmpty();
  }
}
