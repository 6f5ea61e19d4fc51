package io.plusgate.cli;

import io.plusgate.config.GatewayConfig;
import io.plusgate.protocol.Role;
import io.plusgate.reconcile.OwnFiles;
import io.plusgate.rehearse.CaseReport;
import io.plusgate.rehearse.Matrix;
import io.plusgate.rehearse.NoGatewayException;
import io.plusgate.rehearse.Rehearsal;
import io.plusgate.rehearse.RehearsalListener;
import io.plusgate.rehearse.RehearsalPlan;
import io.plusgate.rehearse.RehearsalReport;
import io.plusgate.rehearse.ReportJson;
import io.plusgate.rehearse.ReportPage;
import io.plusgate.rehearse.UnreachableBackendException;
import io.plusgate.rehearse.sample.Flaw;
import io.plusgate.rehearse.sample.SampleServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate rehearse}: the acceptance matrix against the user's own backend. */
@Command(
    name = "rehearse",
    description = {
      "Play the acceptance matrix against your backend: 19 cases (ACQP), 12 (MPP).",
      "A gateway and a simulated Alipay+ run in this process with test keys; your backend stands"
          + " behind them. What only your backend can do it is asked for at one path of yours"
          + " (docs/rehearse.md); what it can't be asked for is reported as to be done by hand.",
      "Never point this at production: every payment looks real to your backend."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every case passed",
      "1:one failed, or has to be done by hand",
      "2:wrong usage or configuration",
      "3:the backend does not answer"
    },
    footer = {
      "",
      "Examples:",
      "  plusgate rehearse --role MPP --backend http://127.0.0.1:9000 --report r.html",
      "  plusgate rehearse --role MPP --sample none && echo so it looks",
      "  plusgate rehearse --role ACQP --sample no-idempotency --case A06,A10"
    })
final class RehearseCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RehearseCommand.class);

  @Spec private CommandSpec spec;
  @Mixin private final Output output = new Output();

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ACQP|MPP",
      description = "What your backend is: an acquirer's or a wallet's.")
  private Role role;

  @Option(names = "--backend", paramLabel = "URL", description = "Where your backend listens.")
  private Optional<URI> backend;

  @Option(
      names = "--sample",
      paramLabel = "FLAW",
      description =
          "A sample backend instead, with this flaw: none, no-idempotency, slow, wrong-ack,"
              + " ignores-contradictions.")
  private Optional<String> sample;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "Your gateway's configuration: its routes, deadlines, handover, lint and webhook secret"
              + " are used, never its keys, addresses and store.")
  private Optional<Path> file;

  @Option(
      names = "--case",
      split = ",",
      paramLabel = "ID",
      description = "Only these, e.g. A02,A10 (default: all).")
  private List<String> cases = List.of();

  @Option(
      names = "--trigger",
      paramLabel = "PATH",
      defaultValue = RehearsalPlan.TRIGGER,
      description = "Where your backend is asked (default: ${DEFAULT-VALUE}).")
  private String trigger;

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "Where the gateway listens for your backend; 0 takes a free one, which is told to it"
              + " (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--by-hand",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description =
          "How long to look for what you do by hand where there is no trigger (default: not at"
              + " all).")
  private Duration byHand;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page with everything that was sent and received.")
  private Optional<Path> page;

  @Override
  public Integer call() throws InterruptedException {
    Logging.quiet();
    var own = file.map(this::config);
    check();
    var vertx = Vertx.vertx();
    var store = folder();
    try {
      var report = Rehearsal.run(vertx, plan(own, address(vertx), store), teller());
      page.ifPresent(target -> write(target, ReportPage.of(report)));
      output.print(ReportJson.of(report), out -> sum(report, out));
      return report.allPassed() ? ExitCode.FINE : ExitCode.NO;
    } catch (UnreachableBackendException nobody) {
      throw ExitException.unreachable("--backend: " + nobody.getMessage());
    } catch (NoGatewayException failed) {
      throw ExitException.usage("the gateway cannot start: " + failed.getMessage());
    } catch (Blocking.FailedException failed) {
      throw ExitException.no("the sample backend cannot start: " + failed.getMessage());
    } finally {
      vertx.close().onFailure(ignored -> {});
      remove(store);
    }
  }

  private RehearsalPlan plan(Optional<GatewayConfig> own, URI url, Path store) {
    var ids = cases.stream().map(id -> id.toUpperCase(Locale.ROOT)).toList();
    return new RehearsalPlan(role, url, own, trigger, ids, port, byHand, store);
  }

  private void check() {
    if (backend.isPresent() == sample.isPresent()) {
      throw ExitException.usage("--backend, --sample: (expected: one of the two)");
    }
    if (!trigger.startsWith("/")) {
      throw ExitException.usage("--trigger: " + trigger + " (expected: a path, e.g. /rehearsal)");
    }
    backend.ifPresent(
        url -> {
          if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw ExitException.usage(
                "--backend: " + url + " (expected: http://HOST:PORT, as in backend.baseUrl)");
          }
        });
    var known = Matrix.ids(role);
    for (String id : cases) {
      if (!known.contains(id.toUpperCase(Locale.ROOT))) {
        throw ExitException.usage(
            "--case: "
                + id
                + " (expected: "
                + known.get(0)
                + " to "
                + known.get(known.size() - 1)
                + ")");
      }
    }
  }

  private GatewayConfig config(Path path) {
    var config =
        ConfigFiles.read(path, spec.commandLine().getErr())
            .orElseThrow(() -> ExitException.usage("--config: " + path + ": see above"));
    if (config.role() != role) {
      throw ExitException.usage(
          "--config: " + path + " is an " + config.role() + "'s (expected: --role " + role + "'s)");
    }
    return config;
  }

  private URI address(Vertx vertx) throws Blocking.FailedException, InterruptedException {
    if (backend.isPresent()) {
      return backend.get();
    }
    var flaw = flaw(sample.orElseThrow());
    return Blocking.await(
            role == Role.ACQP ? SampleServer.shop(vertx, flaw) : SampleServer.wallet(vertx, flaw))
        .url();
  }

  private static Flaw flaw(String word) {
    return Stream.of(Flaw.values())
        .filter(flaw -> word(flaw).equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                ExitException.usage(
                    "--sample: "
                        + word
                        + " (expected: "
                        + String.join(", ", Stream.of(Flaw.values()).map(f -> word(f)).toList())
                        + ")"));
  }

  private static String word(Flaw flaw) {
    return flaw.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A person is told case by case; a script gets everything at the end. */
  private RehearsalListener teller() {
    return output.isJson()
        ? RehearsalListener.none()
        : new RehearsalTelling(spec.commandLine().getOut());
  }

  private void sum(RehearsalReport report, PrintWriter out) {
    out.println(
        "\n"
            + report.count(CaseReport.Verdict.PASSED)
            + " of "
            + report.cases().size()
            + " cases passed, "
            + report.count(CaseReport.Verdict.FAILED)
            + " failed, "
            + report.count(CaseReport.Verdict.BY_HAND)
            + " to be done by hand.");
    page.ifPresent(target -> out.println("What was sent and received: " + target));
  }

  private static void write(Path target, String text) {
    try {
      Files.writeString(OwnFiles.file(target), text);
    } catch (IOException unwritable) {
      throw ExitException.usage(
          "--report: " + target + ": cannot be written (" + unwritable.getMessage() + ")");
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("plusgate-rehearsal-");
    } catch (IOException unwritable) {
      throw new UncheckedIOException("no folder for the rehearsal's store", unwritable);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException left) {
      LOG.debug("a folder of test data was left behind", left);
    }
  }
}
