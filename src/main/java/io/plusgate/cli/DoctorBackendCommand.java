package io.plusgate.cli;

import io.plusgate.backend.BackendClient;
import io.plusgate.backend.WebhookSignature;
import io.plusgate.config.BackendConfig;
import io.plusgate.config.Environment;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.RouteConfig;
import io.plusgate.doctor.BackendTrial;
import io.plusgate.doctor.Findings;
import io.plusgate.protocol.ApiCatalog;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate doctor backend}: what a staging backend does with what breaks backends. */
@Command(
    name = "backend",
    description = {
      "Send a staging backend what breaks backends, and say which of it that one survives.",
      "Duplicate, late, early, reordered, contradicting and forged events, with the headers and the"
          + " signature of a real delivery.",
      "Judged is its answer, as the gateway judges it. Whether the payment stands right in its"
          + " books can't be seen from outside: name a way to look with --check, and it is looked"
          + " at before and after what must change nothing.",
      "The payments are made up, unless --payment-request-id names one that the backend waits"
          + " for. Every event is a real one to the backend: never point this at production."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it survives all of them",
      "1:not all",
      "2:wrong usage or configuration",
      "3:it does not answer"
    },
    footer = {
      "",
      "Examples:",
      "  plusgate doctor backend --config conf/sandbox.yaml",
      "  plusgate doctor backend --url http://staging:9000 --payment-request-id p1 \\",
      "      --amount 100 --check 'http://staging:9000/orders/{id}'"
    })
final class DoctorBackendCommand implements Callable<Integer> {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Spec private CommandSpec spec;
  @Mixin private final Output output = new Output();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "conf/gateway.yaml",
      description = "The gateway's configuration (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The staging backend instead of backend.baseUrl.")
  private Optional<URI> url;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "Plusgate-Client-Id of the events (default: the first client's).")
  private Optional<String> clientId;

  @Option(
      names = "--payment-request-id",
      paramLabel = "ID",
      description = "A payment that the backend waits for, for all but the early event.")
  private Optional<String> paymentRequestId;

  @Option(
      names = "--amount",
      paramLabel = "VALUE",
      defaultValue = "100",
      description = "Of the payments, in JPY (default: ${DEFAULT-VALUE}).")
  private String amount;

  @Option(
      names = "--check",
      paramLabel = "URL|COMMAND",
      description =
          "Shows a payment in the backend's books: a URL to GET with {id} in it, or a shell"
              + " command with the id in $PAYMENT_REQUEST_ID.")
  private Optional<String> check;

  @Override
  public Integer call() throws InterruptedException {
    Logging.quiet();
    var config =
        ConfigFiles.read(file, spec.commandLine().getErr())
            .orElseThrow(() -> ExitException.usage("--config: " + file + ": see above"));
    var backend = staging(config);
    var route = route(backend);
    var vertx = Vertx.vertx();
    Findings findings;
    String doing = "sending events to " + backend.baseUrl() + route.to();
    try (var status = StatusLine.on(spec.commandLine().getErr(), doing)) {
      var client = new BackendClient(vertx, backend, config.limits().bodyBytes());
      var trial =
          new BackendTrial(
              client,
              route.to(),
              ConfiguredClients.one(config, clientId).clientId(),
              backend.webhookSecret().map(secret -> WebhookSignature.of(secret.text())),
              config.delivery(),
              check.map(BooksCheck::of),
              paymentRequestId,
              amount,
              Clock.systemUTC(),
              "doctor-%08x".formatted(RANDOM.nextInt()));
      findings = trial.run();
    } finally {
      vertx.close().onFailure(ignored -> {});
    }
    return FindingsOutput.print(findings, output);
  }

  private BackendConfig staging(GatewayConfig config) {
    var configured = config.backend();
    if (url.isPresent()) {
      return new BackendConfig(
          url.get(), configured.routes(), configured.maxConnections(), configured.webhookSecret());
    }
    boolean production =
        config.clients().stream().anyMatch(c -> c.environment() == Environment.PRODUCTION);
    if (production) {
      throw ExitException.usage(
          "--config: "
              + file
              + " is for production (expected: a sandbox's, or --url with the staging backend)");
    }
    return configured;
  }

  private RouteConfig route(BackendConfig backend) {
    return backend.routes().stream()
        .filter(route -> route.api().equals(ApiCatalog.NOTIFY_PAYMENT))
        .findFirst()
        .orElseThrow(
            () ->
                ExitException.usage(
                    "backend.routes: none for notifyPayment in "
                        + file
                        + " (expected: an acquirer's; a wallet's backend is not told results)"));
  }
}
