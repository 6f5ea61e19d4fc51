package io.plusgate.cli;

import io.plusgate.config.GatewayConfig;
import io.plusgate.protocol.Role;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.inquire.PaymentInquirer;
import io.plusgate.reconcile.match.Window;
import io.plusgate.reconcile.run.Inquirer;
import io.vertx.core.Vertx;
import java.io.Closeable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether Alipay+ is asked about differences, in whose name and how often. */
final class InquireOptions {
  @Option(
      names = "--inquire",
      description = "Ask Alipay+ about each difference (inquiryPayment; needs --config).")
  private boolean inquire;

  @Option(
      names = "--inquire-at-most",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Most questions of one run (default: ${DEFAULT-VALUE}).")
  private long limit;

  @Option(
      names = "--inquire-per-second",
      paramLabel = "N",
      defaultValue = "5",
      description = "Most questions per second (default: ${DEFAULT-VALUE}).")
  private int perSecond;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "In whose name is asked, when the configuration has several clients.")
  private Optional<String> clientId;

  boolean isWanted() {
    return inquire;
  }

  /** Somebody to ask, until it is closed. */
  static final class Asking implements Closeable {
    private final Optional<PaymentInquirer> inquirer;
    private final Runnable ending;

    private Asking(Optional<PaymentInquirer> inquirer, Runnable ending) {
      this.inquirer = inquirer;
      this.ending = ending;
    }

    Inquirer inquirer() {
      return inquirer.<Inquirer>map(one -> finding -> ask(one, finding)).orElse(Inquirer.NONE);
    }

    /** Asked, answered and left over; nothing when nobody was to be asked. */
    Optional<PaymentInquirer> counts() {
      return inquirer;
    }

    @Override
    public void close() {
      ending.run();
    }
  }

  Asking open(Optional<Path> config, Window window, PrintWriter err) {
    if (!inquire) {
      return new Asking(Optional.empty(), () -> {});
    }
    if (perSecond < 1 || perSecond > 1_000 || limit < 1) {
      throw ExitException.usage(
          "--inquire-per-second "
              + perSecond
              + ", --inquire-at-most "
              + limit
              + " (expected: 1 to 1000 per second, at least one)");
    }
    var file =
        config.orElseThrow(
            () -> ExitException.usage("--inquire: without --config (expected: whose keys sign)"));
    var read =
        ConfigFiles.read(file, err)
            .orElseThrow(() -> ExitException.usage(file + ": nothing was compared"));
    if (read.role() != Role.ACQP) {
      throw ExitException.usage(
          "--inquire: role "
              + read.role()
              + " (expected: ACQP; inquiryPayment goes from an acquirer to Alipay+, and from Alipay+"
              + " to a wallet, never from a wallet)");
    }
    return asking(read, window);
  }

  private Asking asking(GatewayConfig read, Window window) {
    if (clientId.isEmpty() && read.clients().size() > 1) {
      throw ExitException.usage(
          "--client-id: missing (expected: in whose name to ask; the configuration has "
              + read.clients().size()
              + " clients)");
    }
    var client = ConfiguredClients.one(read, clientId);
    var vertx = Vertx.vertx();
    var alipay = OwnCalls.client(vertx, read, client);
    var deadline = read.deadlines().of(OwnCalls.INQUIRY);
    var inquirer =
        new PaymentInquirer(vertx, alipay, client.clientId(), deadline, window, perSecond, limit);
    return new Asking(Optional.of(inquirer), () -> vertx.close().onFailure(ignored -> {}));
  }

  private static Finding ask(PaymentInquirer inquirer, Finding finding) {
    try {
      return Blocking.await(inquirer.ask(finding));
    } catch (Blocking.FailedException broken) {
      throw new IllegalStateException("an inquiry failed (expected: never)", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ExitException.unreachable("interrupted");
    }
  }
}
