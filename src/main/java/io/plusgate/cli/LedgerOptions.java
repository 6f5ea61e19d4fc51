package io.plusgate.cli;

import io.plusgate.app.StoreOpening;
import io.plusgate.payment.Arbiter;
import io.plusgate.reconcile.profile.ProfileReader;
import io.plusgate.reconcile.run.CsvLedger;
import io.plusgate.reconcile.run.JdbcLedger;
import io.plusgate.reconcile.run.JournalLedger;
import io.plusgate.reconcile.run.Ledger;
import io.vertx.core.Vertx;
import java.io.Closeable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where our side of a reconciliation is kept: a CSV, a query, or the gateway's own journal. */
final class LedgerOptions {
  @Option(names = "--ledger", paramLabel = "FILE", description = "Our side as a CSV.")
  private @Nullable Path csv;

  @Option(names = "--jdbc", paramLabel = "URL", description = "Our side behind a SQL query.")
  private @Nullable String url;

  @Option(names = "--query", paramLabel = "SQL", description = "The query of --jdbc.")
  private @Nullable String query;

  @Option(
      names = "--ledger-map",
      paramLabel = "FILE",
      defaultValue = "conf/reports/ledger.yaml",
      description = "Which of our columns is what (default: ${DEFAULT-VALUE}).")
  private Path map;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {
        "Our side is the store of this gateway, running or stopped;",
        "beside --ledger or --jdbc it only says who asks (--inquire)."
      })
  private @Nullable Path config;

  /** Our side, until it is closed. */
  record Source(Ledger ledger, Runnable ending) implements Closeable {
    @Override
    public void close() {
      ending.run();
    }
  }

  /** The gateway's configuration, when one was named. */
  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /**
   * @param askedToo whether the configuration is needed for asking as well, so that it may stand
   *     beside another source
   */
  Source open(PrintWriter err, boolean askedToo) throws InterruptedException {
    int others = (csv == null ? 0 : 1) + (url == null ? 0 : 1);
    int given = others + (config == null || (askedToo && others > 0) ? 0 : 1);
    if (given != 1) {
      throw ExitException.usage("our side: " + given + " (expected: --ledger, --jdbc or --config)");
    }
    if (config != null && others == 0) {
      return journal(config, err);
    }
    if (csv != null) {
      if (!Files.isReadable(csv)) {
        throw ExitException.unreachable("--ledger: " + csv + " (expected: a file we can read)");
      }
      return new Source(new CsvLedger(csv, ProfileReader.read(map)), () -> {});
    }
    if (url == null || query == null) {
      throw ExitException.usage("--query: missing (expected: a query beside --jdbc)");
    }
    return new Source(new JdbcLedger(url, query, ProfileReader.read(map)), () -> {});
  }

  private static Source journal(Path file, PrintWriter err) throws InterruptedException {
    var read =
        ConfigFiles.read(file, err)
            .orElseThrow(() -> ExitException.usage(file + ": nothing was compared"));
    var vertx = Vertx.vertx();
    try {
      var arbiter = new Arbiter(read.inquiry().policy());
      var store = Blocking.await(StoreOpening.openToRead(vertx, read.store(), arbiter));
      return new Source(
          new JournalLedger(store),
          () -> store.close().onComplete(closed -> vertx.close().onFailure(ignored -> {})));
    } catch (Blocking.FailedException failed) {
      vertx.close().onFailure(ignored -> {});
      throw ExitException.unreachable(String.valueOf(failed.getMessage()));
    }
  }
}
