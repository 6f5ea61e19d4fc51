package io.plusgate.packaged;

import static io.plusgate.system.ScriptedAlipayPlus.IN_PROCESS;
import static io.plusgate.system.ScriptedAlipayPlus.PAID;
import static io.plusgate.system.ScriptedAlipayPlus.SILENCE;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.packaged.NotificationSender.Ending;
import io.plusgate.store.PostgresServer;
import io.plusgate.system.ScriptedAlipayPlus;
import io.plusgate.system.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real gateways on one PostgreSQL are one gateway to both neighbours, whatever befalls one. */
@SuppressWarnings("NullAway.Init") // what launch() starts is the first line of each test
class TwoGatewaysIT {
  private static final int EVENTS = 300;
  private static final int CALLERS = 12;
  private static final int LEASE_SECONDS = 15;
  private static final String OFTEN =
      "\ninquiry: { schedules: { default: { gaps: [500ms], for: 5m } } }";
  private static final String SELDOM =
      "\ninquiry: { schedules: { default: { gaps: [4m], for: 5m } } }";
  private static final String AMOUNT = "\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}";
  private static final String FIRST =
      "plusgate_notifications_total{api=\"notifyPayment\",receipt=\"first\"} ";
  private static final String DONE = "SELECT count(*) FROM plusgate.delivery WHERE state = 'DONE'";
  private static final String CLAIMS = "SELECT sum(fence)::bigint FROM plusgate.delivery";

  @TempDir private Path folder;
  private final String database = PostgresServer.newDatabase();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile boolean frozen;
  private Vertx vertx;
  private CrashBackend backend;
  private ScriptedAlipayPlus alipayPlus;
  private NotificationSender sender;
  private CrashSite a;
  private CrashSite b;
  private Launched gatewayA;
  private Launched gatewayB;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    backend = new CrashBackend(vertx, 0);
    alipayPlus = new ScriptedAlipayPlus(vertx);
    sender = new NotificationSender(vertx, 32);
  }

  @AfterEach
  void stop() throws Exception {
    for (var running : open) {
      running.close();
    }
    backend.close();
    alipayPlus.close();
    Waiting.on(vertx.close());
  }

  @Test
  void eachEventIsFirstOnceAndNoStaleOwnerFinishesADelivery() {
    launch("");
    backend.killAtPost("/a", EVENTS / 6, this::freezeA);

    var acknowledged = storm();

    assertThat(frozen).isTrue();
    assertThat(acknowledged).hasSize(EVENTS);
    await().atMost(60, SECONDS).until(() -> number(DONE) == EVENTS);
    long claims = number(CLAIMS);
    gatewayA.wake();
    await()
        .atMost(60, SECONDS)
        .untilAsserted(() -> assertThat(gatewayA.err()).contains("came after its lease"));
    assertThat(Waiting.on(sender.send(a.alipayPlusPort(), "after"))).isEqualTo(Ending.ACKNOWLEDGED);
    await().atMost(60, SECONDS).until(() -> backend.taken.contains("after"));
    // A stale verdict that was kept would have had a finished delivery claimed again.
    await().during(2, SECONDS).until(() -> number(CLAIMS) == claims + 1);
    assertThat(number(DONE)).isEqualTo(EVENTS + 1);
    assertThat(firsts(a) + firsts(b)).isEqualTo(EVENTS + 1);
    assertThat(backend.taken).hasSize(EVENTS + 1).containsAll(acknowledged);
    assertThat(backend.webhookIds.values()).allMatch(ids -> ids.size() == 1);
  }

  @Test
  void theOtherFinishesAPaymentWhoseGatewayWasKilledWithinALease() {
    alipayPlus.on("pay", IN_PROCESS).on("inquiryPayment", SILENCE);
    launch(OFTEN);
    gatewayB.freeze();
    pay("p1");
    await().atMost(30, SECONDS).until(() -> !alipayPlus.calls("inquiryPayment").isEmpty());
    alipayPlus.on("inquiryPayment", PAID);

    gatewayA.kill();
    gatewayB.wake();

    await().atMost(LEASE_SECONDS + 10, SECONDS).until(() -> backend.taken.contains("p1"));
    assertThat(payment(b, "p1").join()).contains("\"phase\":\"succeeded\"");
    assertThat(backend.timesReceived("p1")).isEqualTo(1);
  }

  @Test
  void aWaitOnOneIsAnsweredByATransitionOnTheOther() {
    alipayPlus.on("pay", IN_PROCESS);
    launch(SELDOM);
    pay("p1");
    var waiting = payment(a, "p1?wait=120s");
    await().during(1, SECONDS).until(() -> !waiting.isDone());

    var told = sender.send(b.alipayPlusPort(), "p1");

    await().atMost(30, SECONDS).until(waiting::isDone);
    assertThat(waiting.join()).contains("\"phase\":\"succeeded\"");
    assertThat(Waiting.on(told)).isEqualTo(Ending.ACKNOWLEDGED);
  }

  private void launch(String inquiry) {
    String store = PostgresServer.yaml(database).replace(" }", ", lease: " + LEASE_SECONDS + "s }");
    a = new CrashSite(folder.resolve("a"), store + inquiry, backend.port(), alipayPlus.url());
    b = new CrashSite(folder.resolve("b"), store + inquiry, backend.port(), alipayPlus.url());
    gatewayA = launched(a);
    gatewayB = launched(b);
    a.awaitOpen(gatewayA);
    b.awaitOpen(gatewayB);
  }

  private Launched launched(CrashSite site) {
    var gateway = site.launch();
    open.add(gateway);
    return gateway;
  }

  private void freezeA() {
    gatewayA.freeze();
    frozen = true;
  }

  /** Every event on both gateways at once, twice; those that were acknowledged at least once. */
  private Set<String> storm() {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    var callers = new ArrayList<Future<Void>>();
    for (int caller = 0; caller < CALLERS; caller++) {
      callers.add(tell(caller, acknowledged));
    }
    await().atMost(120, SECONDS).until(() -> callers.stream().allMatch(Future::isComplete));
    return acknowledged;
  }

  private Future<Void> tell(int event, Set<String> acknowledged) {
    if (event >= EVENTS) {
      return Future.succeededFuture();
    }
    String id = "e" + event;
    int other = frozen ? b.alipayPlusPort() : a.alipayPlusPort();
    var told =
        IntStream.of(other, b.alipayPlusPort(), other, b.alipayPlusPort())
            .mapToObj(port -> sender.send(port, id))
            .toList();
    return Future.all(told)
        .compose(
            all -> {
              if (all.list().contains(Ending.ACKNOWLEDGED)) {
                acknowledged.add(id);
                return tell(event + CALLERS, acknowledged);
              }
              return tell(event, acknowledged);
            });
  }

  private void pay(String id) {
    var body = "{\"paymentRequestId\":\"" + id + "\"," + AMOUNT + "}";
    var request =
        HttpRequest.newBuilder(URI.create(a.backendUrl() + "/aps/api/v1/payments/pay"))
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(text(request).join()).isEqualTo(IN_PROCESS);
  }

  private CompletableFuture<String> payment(CrashSite site, String rest) {
    var uri = URI.create(site.backendUrl() + "/payments/" + rest);
    return text(HttpRequest.newBuilder(uri).build());
  }

  private CompletableFuture<String> text(HttpRequest request) {
    return http.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::body);
  }

  private long firsts(CrashSite site) {
    var metrics = text(HttpRequest.newBuilder(URI.create(site.adminUrl() + "/metrics")).build());
    return metrics
        .join()
        .lines()
        .filter(line -> line.startsWith(FIRST))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(FIRST.length())))
        .sum();
  }

  private long number(String sql) {
    return PostgresServer.number(database, sql);
  }
}
