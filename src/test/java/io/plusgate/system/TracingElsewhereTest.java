package io.plusgate.system;

import static io.plusgate.system.ScriptedAlipayPlus.IN_PROCESS;
import static io.plusgate.system.ScriptedAlipayPlus.SUCCESS;
import static io.plusgate.system.ScriptedAlipayPlus.paid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Traces without a collector, with one that is away, and on the wallet's roads. */
class TracingElsewhereTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String BACKENDS = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final Map<String, String> TRACED =
      Map.of("traceparent", BACKENDS, "tracestate", "vendor=a");

  @TempDir private Path folder;
  private final RecordedCollector collector = new RecordedCollector();
  private Vertx vertx;
  private ScriptedAlipayPlus alipay;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new ScriptedAlipayPlus(vertx);
    backend = new FakeBackend(vertx);
    backend.answers(200, new String(ResultBody.of(Result.SUCCESS), UTF_8));
    gateway = acqp();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    alipay.close();
    collector.close();
    Waiting.on(vertx.close());
  }

  @Test
  void withoutACollectorPassesOnWhatTheBackendSent() {
    alipay.on("pay", IN_PROCESS);
    gateway.start();

    gateway.post(PAY, pay(), TRACED);
    gateway.notified(NOTIFY, paid("p1", "100"));
    await().atMost(30, SECONDS).until(() -> backend.received().size() == 1);

    var call = alipay.calls("pay").get(0);
    var delivery = backend.received().get(0);
    assertThat(call.header("traceparent")).isEqualTo(BACKENDS);
    assertThat(call.header("tracestate")).isEqualTo("vendor=a");
    assertThat(delivery.header("traceparent")).isEqualTo(BACKENDS);
    assertThat(delivery.header("tracestate")).isEqualTo("vendor=a");
    assertThat(collector.spans()).isEmpty();
  }

  @Test
  void withoutACollectorBeginsNoTrace() {
    alipay.on("pay", SUCCESS);
    gateway.start();

    gateway.post(PAY, pay(), Map.of());

    assertThat(alipay.calls("pay").get(0).headers()).doesNotContainKeys("traceparent");
  }

  @Test
  void aCollectorThatIsAwayCostsTwoLines() {
    alipay.on("pay", SUCCESS);
    collector.answers(503);
    traced().start();
    var lines = linesOfTheCollector();

    for (int round = 0; round < 20; round++) {
      assertThat(gateway.post(PAY, pay(), TRACED).statusCode()).isEqualTo(200);
    }
    await().atMost(30, SECONDS).until(() -> lines.size() == 1);
    collector.answers(200);
    await()
        .atMost(30, SECONDS)
        .until(
            () -> {
              gateway.post(PAY, pay(), TRACED);
              return lines.size() == 2;
            });

    assertThat(lines)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "traces are not taken, and are dropped until they are collector="
                + collector.url()
                + "/v1/traces",
            "traces are taken again collector=" + collector.url() + "/v1/traces");
  }

  @Test
  void followsTheWalletThatHandsANotificationOver() {
    alipay.on("notifyPayment", SUCCESS);
    gateway = traced(mpp()).start();

    var answer = gateway.post("/handover/notifyPayment", handover(), TRACED);
    await().atMost(30, SECONDS).until(() -> alipay.calls("notifyPayment").size() == 1);

    await()
        .atMost(30, SECONDS)
        .until(() -> collector.span("to alipayplus notifyPayment").isPresent());
    var taken = collector.span("from backend notifyPayment").orElseThrow();
    var sending = collector.span("by gateway notifyPayment").orElseThrow();
    var call = collector.span("to alipayplus notifyPayment").orElseThrow();
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(taken.traceId()).isEqualTo(TRACE);
    assertThat(sending.parent()).isEqualTo(taken.spanId());
    assertThat(call.parent()).isEqualTo(sending.spanId());
    assertThat(alipay.calls("notifyPayment").get(0).header("traceparent"))
        .isEqualTo(call.traceparent());
  }

  @Test
  void followsAlipayPlusToTheWallet() {
    gateway = traced(mpp()).route("/alipayplus/pay", "pay", "/pay").start();

    gateway.notified("/alipayplus/pay", new String(pay(), UTF_8), TRACED);

    await().atMost(30, SECONDS).until(() -> collector.span("from alipayplus pay").isPresent());
    var inner = collector.span("to backend pay").orElseThrow();
    assertThat(collector.span("from alipayplus pay").orElseThrow().traceId()).isEqualTo(TRACE);
    assertThat(inner.parent())
        .isEqualTo(collector.span("from alipayplus pay").orElseThrow().spanId());
    assertThat(backend.received().get(0).header("traceparent")).isEqualTo(inner.traceparent());
  }

  @Test
  void namesATraceBesideTheBucketsOfAScrapeThatCanCarryIt() {
    alipay.on("pay", SUCCESS);
    traced().start();

    gateway.post(PAY, pay(), TRACED);

    // The backend has its answer before the call is counted.
    await()
        .untilAsserted(
            () -> {
              String scrape = openMetrics();
              assertThat(lines(scrape, "plusgate_request_seconds_bucket"))
                  .anyMatch(TracingElsewhereTest::isTraced);
              assertThat(lines(scrape, "plusgate_upstream_seconds_bucket"))
                  .anyMatch(TracingElsewhereTest::isTraced);
            });
    assertThat(new String(gateway.get(gateway.adminUrl() + "/metrics").body(), UTF_8))
        .doesNotContain(TRACE);
  }

  private String openMetrics() {
    var request =
        HttpRequest.newBuilder(URI.create(gateway.adminUrl() + "/metrics"))
            .header("Accept", "application/openmetrics-text; version=1.0.0")
            .build();
    return new String(gateway.send(request).body(), UTF_8);
  }

  private static boolean isTraced(String line) {
    return line.contains("trace_id=\"" + TRACE + "\"");
  }

  private static List<String> lines(String scrape, String series) {
    return scrape.lines().filter(line -> line.startsWith(series)).toList();
  }

  private static List<ILoggingEvent> linesOfTheCollector() {
    var kept = new ListAppender<ILoggingEvent>();
    kept.list = new CopyOnWriteArrayList<>();
    kept.start();
    ((Logger) LoggerFactory.getLogger("io.plusgate.tracing.Collector")).addAppender(kept);
    return kept.list;
  }

  private static byte[] pay() {
    String body =
        "{\"paymentRequestId\":\"p1\",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}}";
    return body.getBytes(UTF_8);
  }

  private static byte[] handover() {
    return paid("p1", "100").getBytes(UTF_8);
  }

  private TestGateway traced() {
    return traced(gateway);
  }

  private TestGateway traced(TestGateway untraced) {
    return untraced.with("tracing: { otlp: \"" + collector.url() + "\", ratio: 1 }");
  }

  private TestGateway mpp() {
    return TestGateway.mpp(vertx, folder).alipayPlus(alipay.url()).backend(backend.url());
  }

  private TestGateway acqp() {
    return TestGateway.acqp(vertx, folder)
        .alipayPlus(alipay.url())
        .backend(backend.url())
        .route(NOTIFY, "notifyPayment", "/notifyPayment")
        .with("inquiry: { schedules: { default: { gaps: [10m], for: 1h } } }");
  }
}
