package io.plusgate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.demo.SampleWallet.Standing;
import io.plusgate.packaged.Launched;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flows through processes: {@code plusgate simulator} and two {@code plusgate run}. */
@SuppressWarnings("NullAway.Init")
class FlowProcessesIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private final KeyPair partner = RsaKeyPairs.generate(2048);
  private final KeyPair alipayPlus = RsaKeyPairs.generate(2048);
  private final List<Launched> processes = new ArrayList<>();
  private final int openPort = freePort();
  private final int controlPort = freePort();
  private final Site acquirersSite = new Site("ACQP", Demo.ACQUIRER);
  private final Site walletsSite = new Site("MPP", Demo.WALLET);
  private Vertx vertx;
  private SampleBackend backend;
  private Caller caller;
  private Acquirer acquirer;
  private WalletServer wallet;
  private Launched acquirersGateway;

  /** One gateway's ports and file. */
  private record Site(
      String role, String clientId, int backendPort, int publicPort, int adminPort) {
    Site(String role, String clientId) {
      this(role, clientId, freePort(), freePort(), freePort());
    }

    String file() {
      return "gateway-" + role + ".yaml";
    }

    String url() {
      return "http://127.0.0.1:" + backendPort;
    }

    String publicUrl() {
      return "http://127.0.0.1:" + publicPort + "/alipayplus";
    }
  }

  @BeforeEach
  void open() throws IOException {
    vertx = Vertx.vertx();
    backend = Waiting.on(SampleBackend.start(vertx));
    secret("partner.pem", RsaKeyPairs.pem(partner.getPrivate()));
    secret("alipayplus-private.pem", RsaKeyPairs.pem(alipayPlus.getPrivate()));
    Files.writeString(folder.resolve("partner-public.pem"), RsaKeyPairs.pem(partner.getPublic()));
    Files.writeString(folder.resolve("alipayplus.pem"), RsaKeyPairs.pem(alipayPlus.getPublic()));
    Files.writeString(folder.resolve("simulator.yaml"), simulator());
    processes.add(Launched.plusgate(folder, "simulator", "--config", "simulator.yaml"));
    acquirersGateway = gateway(acquirersSite);
    Launched walletsGateway = gateway(walletsSite);
    caller = new Caller(vertx);
    acquirer =
        new Acquirer(caller, acquirersSite.url(), acquirersSite.publicUrl() + "/notifyPayment");
    wallet =
        new WalletServer(caller, walletsSite.url(), backend.wallet(), "demo-user", new Trace());
    ready(acquirersSite, acquirersGateway);
    ready(walletsSite, walletsGateway);
  }

  @AfterEach
  void close() {
    processes.forEach(Launched::close);
    Waiting.on(backend.close());
    Waiting.on(vertx.close());
  }

  @Test
  void aUserPresentedPayTravelsThroughThreeProcessesAndBack() {
    String code = Waiting.on(wallet.paymentCode());

    var paid = Waiting.on(acquirer.payUserPresented("p1", "1000", code));

    String atWallet = booked("p1").getString("joinedTo");
    assertThat(paid.resultStatus()).isEqualTo("S");
    assertThat(backend.wallet().standing(atWallet)).isEqualTo(Standing.PAID);
    assertThat(booked(atWallet).getString("state")).isEqualTo("SUCCEEDED");
  }

  @Test
  void anOrderCodeIsPaidAlthoughTheAcquirersGatewayIsKilledMeanwhile() {
    var shown = Waiting.on(acquirer.payOrderCode("p2", "1000"));
    String code =
        shown
            .json()
            .getJsonObject("orderCodeForm")
            .getJsonArray("codeDetails")
            .getJsonObject(0)
            .getString("codeValue");
    acquirersGateway.kill();
    assertThat(acquirersGateway.endsWithin(LONG)).isTrue();

    var order = Waiting.on(wallet.userInitiatedPay(code));
    wallet.showCashier(order);
    var handedOver = Waiting.on(wallet.confirm());
    await().atMost(LONG).until(() -> booked("p2").getString("state").equals("SUCCEEDED"));
    ready(acquirersSite, gateway(acquirersSite));

    assertThat(handedOver.status()).isEqualTo(202);
    await().atMost(LONG).until(() -> told("p2").equals(List.of("payment.succeeded")));
    assertThat(Waiting.on(acquirer.payment("p2", 0)).getString("phase")).isEqualTo("succeeded");
  }

  private List<String> told(String id) {
    return backend.taken().stream()
        .filter(call -> call.path().equals("/notifyPayment"))
        .filter(call -> call.paymentRequestId().equals(id))
        .map(SampleBackend.Taken::event)
        .toList();
  }

  private JsonObject booked(String paymentRequestId) {
    String books = Waiting.on(caller.get("http://127.0.0.1:" + controlPort + "/control/books"));
    return new JsonArray(Buffer.buffer(books))
        .stream()
            .map(JsonObject.class::cast)
            .filter(known -> known.getString("paymentRequestId").equals(paymentRequestId))
            .findFirst()
            .orElseThrow();
  }

  private Launched gateway(Site site) {
    try {
      Files.writeString(folder.resolve(site.file()), yaml(site));
      return started("run", "--config", site.file());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Launched started(String... arguments) {
    var process = Launched.plusgate(folder, arguments);
    processes.add(process);
    return process;
  }

  private void ready(Site site, Launched process) {
    String url = "http://127.0.0.1:" + site.adminPort() + "/readyz";
    await()
        .atMost(LONG)
        .until(
            () -> {
              assertThat(process.isRunning()).describedAs(process.err()).isTrue();
              return caller
                  .get(url)
                  .map(said -> true)
                  .otherwise(false)
                  .toCompletionStage()
                  .toCompletableFuture()
                  .join();
            });
  }

  private String simulator() {
    return String.join(
        "\n",
        "port: " + openPort,
        "controlPort: " + controlPort,
        "choices: { codes: { paidAfter: 0s } }",
        "clients:",
        "  - { clientId: " + Demo.ACQUIRER + ", role: ACQP, partnerPublicKey: partner-public.pem,",
        "      alipayPlusPrivateKey: alipayplus-private.pem,",
        "      notifyUrl: \"" + acquirersSite.publicUrl() + "/notifyPayment\" }",
        "  - { clientId: " + Demo.WALLET + ", role: MPP, partnerPublicKey: partner-public.pem,",
        "      alipayPlusPrivateKey: alipayplus-private.pem,",
        "      walletUrl: \"" + walletsSite.publicUrl() + "\" }",
        "");
  }

  private String yaml(Site site) {
    return String.join(
        "\n",
        "role: " + site.role(),
        "clients:",
        "  - clientId: " + site.clientId(),
        "    environment: sandbox",
        "    partnerId: \"1022188000000000001\"",
        "    privateKey: partner.pem",
        "    keyVersion: 1",
        "    alipayPlus:",
        "      baseUrl: http://127.0.0.1:" + openPort,
        "      publicKeys: [ { keyVersion: 1, file: alipayplus.pem } ]",
        "listeners:",
        "  backend: { host: 127.0.0.1, port: " + site.backendPort() + " }",
        "  alipayPlus: { host: 127.0.0.1, port: " + site.publicPort() + ", insecure: true }",
        "  admin: { host: 127.0.0.1, port: " + site.adminPort() + " }",
        "backend:",
        "  baseUrl: " + backend.url(),
        "  routes:",
        routes(site),
        "store: { type: embedded, path: data-" + site.role() + " }",
        "");
  }

  private static String routes(Site site) {
    List<String> apis =
        site.role().equals("ACQP")
            ? List.of("notifyPayment")
            : List.of("pay", "inquiryPayment", "cancelPayment", "refund", "applyToken");
    var lines = new ArrayList<String>();
    for (String api : apis) {
      lines.add("    - { path: /alipayplus/" + api + ", api: " + api + ", to: /" + api + " }");
    }
    return String.join("\n", lines);
  }

  private void secret(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
