package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands beside a gateway that runs, typed at the packaged launcher, for both readers. */
class RunningCommandsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static final List<Launched> RUNNING = new ArrayList<>();
  private static Typist person;
  private static String forwardPort = "";

  /** Alipay+, the gateway, and two backends, of which the first passes everything to the second. */
  @BeforeAll
  static void start() throws Exception {
    person = new Typist(folder);
    person.types("init", "--sample").ended(0);
    forwardPort = Typist.freePort();
    begin("simulator", "--output", "json");
    begin("listen", "--port", forwardPort, "--output", "json");
    begin("listen", "--forward", forwardPort);
    begin("run", "--output", "json");
    var simulator = RUNNING.get(0);
    var gateway = RUNNING.get(3);
    await().atMost(PATIENCE).until(() -> simulator.out().contains("ready"));
    await().atMost(PATIENCE).until(() -> gateway.out().contains("ready"));
    await().atMost(PATIENCE).until(() -> RUNNING.get(2).err().contains("listening"));
    pay("paid-1", "100");
    notifies("told-1", "--duplicates", "1").ended(0);
    await().atMost(PATIENCE).until(() -> RUNNING.get(2).out().contains("told-1"));
  }

  /** Each ends in order at SIGTERM, as at Ctrl-C. */
  @AfterAll
  static void stop() {
    Collections.reverse(RUNNING);
    RUNNING.forEach(Launched::terminate);
    RUNNING.forEach(one -> assertThat(one.exitCode()).describedAs(one.err()).isZero());
  }

  @Test
  void runAndSimulatorSayWhereTheyAre() {
    var simulator = new JsonObject(RUNNING.get(0).out().lines().findFirst().orElseThrow());
    var gateway = new JsonObject(RUNNING.get(3).out().lines().findFirst().orElseThrow());

    assertThat(simulator.getString("alipayPlus")).endsWith(":" + person.port("SIMULATOR"));
    assertThat(gateway.getString("admin")).endsWith(":" + person.port("ADMIN"));
    assertThat(gateway.getString("role")).isEqualTo("ACQP");
  }

  @Test
  void listenShowsAndForwardsWhatIsDelivered() {
    assertThat(RUNNING.get(2).out()).containsPattern("payment\\.succeeded +told-1 ");
    var line =
        RUNNING.get(1).out().lines().filter(l -> l.contains("told-1")).findFirst().orElseThrow();

    var seen = new JsonObject(line);

    assertThat(seen.getString("event")).isEqualTo("payment.succeeded");
    assertThat(seen.getString("verified")).isEqualTo("keyVersion=1");
    assertThat(seen.getString("path")).isEqualTo("/notifyPayment");
  }

  @Test
  void notifyJudgesAnswersAsAlipayPlusWould() {
    var text = notifies("told-2", "--tamper").ended(0);
    var json = notifies("told-3", "--contradict", "--output", "json").ended(0).json();
    var wrongKey =
        person.types(
            "notify",
            url(),
            "--trust",
            "certs/server.crt",
            "--client-id",
            CLIENT,
            "--key",
            "certs/partner-private.pem",
            "--partner-key",
            "certs/partner-public.pem");

    assertThat(text.out()).contains("tampered (must be refused)", "F INVALID_SIGNATURE");
    assertThat(json.getJsonArray("notifications")).hasSize(2);
    assertThat(wrongKey.ended(1).out()).contains("sends again after 2m");
  }

  @Test
  void paymentsAreListedAndShownWithTheirTimeline() {
    String[] here = {"--config", "conf/gateway.yaml"};
    var list = person.types("payments", "list", here[0], here[1]).ended(0);
    var json = person.asks("payments", "list", here[0], here[1]).ended(0).json();
    var shown = person.types("payments", "show", "paid-1", here[0], here[1]).ended(0);
    var timeline = person.asks("payments", "show", "paid-1", here[0], here[1]).ended(0).json();

    assertThat(list.out()).contains("PAYMENT", "paid-1");
    assertThat(json.getJsonArray("payments").encode()).contains("paid-1");
    assertThat(shown.out()).containsPattern("payment +paid-1").containsPattern("amount +100 JPY");
    assertThat(timeline.getJsonArray("events").size()).isGreaterThan(1);
    person.types("payments", "show", "nobody", here[0], here[1]).ended(1);
  }

  @Test
  void deliveriesAreListedAndSentAgain() {
    String admin = "http://127.0.0.1:" + person.port("ADMIN");
    var list = person.types("deliveries", "list", "--state", "done", "--admin", admin).ended(0);
    var json = person.asks("deliveries", "list", "--state", "done", "--admin", admin).ended(0);
    String id = json.json().getJsonArray("deliveries").getJsonObject(0).getString("webhookId");

    var counted = person.types("replay", "--since", "1h", "--dry-run", "--admin", admin).ended(0);
    var again = person.asks("replay", "--id", id, "--admin", admin).ended(0).json();

    assertThat(list.out()).contains("payment.succeeded", id);
    assertThat(counted.out()).contains("nothing was sent (--dry-run)");
    assertThat(again.getString("answer")).isIn("queued", "still-waiting");
    person.types("replay", "--id", "msg_nobody", "--admin", admin).ended(1);
    person.types("replay", "--admin", admin).ended(2);
  }

  @Test
  void storeIsShownExportedAndCheckedBesideTheGateway() {
    String[] here = {"--config", "conf/gateway.yaml"};
    assertThat(person.types("store", "show", here[0], here[1]).ended(0).out()).contains("embedded");
    assertThat(person.asks("store", "show", here[0], here[1]).ended(0).json().getString("engine"))
        .isEqualTo("embedded");
    assertThat(person.types("store", "export", "a.sqlite", here[0], here[1]).ended(0).out())
        .contains("a.sqlite: ");
    assertThat(person.asks("store", "export", "b.sqlite", here[0], here[1]).ended(0).json())
        .isNotEmpty();

    var beside = person.types("store", "check", "--folder", "data").ended(0);

    assertThat(beside.out()).contains("data: fine");
  }

  @Test
  void aSecondGatewayIsRefusedInWords() {
    var second = person.types("run").ended(2);

    assertThat(second.err()).contains("is held by process ").doesNotContain("\tat ");
  }

  @Test
  void doctorWorksBesideTheGateway() {
    var text = person.types("doctor").ended(0);
    var json = person.asks("doctor").ended(0).json();

    assertThat(text.out())
        .contains("is the running gateway's", "open in process ")
        .containsPattern("ok +RSA|warn +RSA");
    assertThat(json.getBoolean("ok")).isTrue();
  }

  @Test
  void doctorTriesTheBackendAndLooksIntoItsBooks() {
    var text = person.types("doctor", "backend", "--url", "http://127.0.0.1:" + forwardPort);
    var json = person.asks("doctor", "backend", "--check", "echo paid");

    assertThat(text.ended(0).out()).containsPattern("ok +duplicate").contains("signature");
    assertThat(json.ended(0).json().encode()).contains("duplicate, in the books");
  }

  /** 128 + SIGINT, and nothing for a person to wonder about. */
  @Test
  void controlCEndsALongCommandWithoutATrace() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var asking =
            person.begins(
                "payments", "list", "--admin", "http://127.0.0.1:" + silent.getLocalPort())) {
      try (var taken = silent.accept()) {
        assertThat(taken.isConnected()).isTrue();
        asking.interrupt();

        assertThat(asking.exitCode()).isEqualTo(130);
        assertThat(asking.err()).isEmpty();
        assertThat(asking.out()).isEmpty();
      }
    }
  }

  private static void begin(String... words) {
    RUNNING.add(person.begins(words));
  }

  private static Typist.Said notifies(String id, String... more) {
    String[] usual = {
      "notify",
      url(),
      "--trust",
      "certs/server.crt",
      "--key",
      "certs/simulator-private.pem",
      "--partner-key",
      "certs/partner-public.pem",
      "--client-id",
      CLIENT,
      "--payment-request-id",
      id
    };
    String[] all = Arrays.copyOf(usual, usual.length + more.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    return person.types(all);
  }

  private static String url() {
    return "https://127.0.0.1:" + person.port("ALIPAYPLUS") + "/alipayplus/notifyPayment";
  }

  /** As docs/getting-started.md pays. */
  private static void pay(String id, String yen) throws IOException, InterruptedException {
    String page = Files.readString(Path.of("docs/getting-started.md"));
    String body = page.substring(page.indexOf("{\"paymentRequestId\""), page.indexOf("\nJSON\n"));
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + person.port("BACKEND") + "/aps/api/v1/payments/pay"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    body.replace("first-1", id)
                        .replace("\"value\":\"100\"", "\"value\":\"" + yen + "\"")))
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
  }
}
