package io.plusgate.system;

import static io.plusgate.system.ScriptedAlipayPlus.IN_PROCESS;
import static io.plusgate.system.ScriptedAlipayPlus.SILENCE;
import static io.plusgate.system.ScriptedAlipayPlus.SUCCESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.TestKeys;
import io.plusgate.store.StoreEngine;
import io.plusgate.system.FakeAlipayPlus.Received;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A wallet's notifyPayment, left to the gateway, reaches Alipay+ once and for sure. */
@ParameterizedClass
@EnumSource(StoreEngine.class)
class HandoverTest {
  private static final String HANDOVER = "/handover/notifyPayment";
  private static final String ORDINARY = "/aps/api/v1/payments/notifyPayment";
  private static final String REFUSED =
      "{\"result\":{\"resultStatus\":\"F\",\"resultCode\":\"PARAM_ILLEGAL\",\"resultMessage\":\"\"}}";

  @Parameter private StoreEngine engine;
  @TempDir private Path folder;
  private final JumpingClock clock = new JumpingClock();
  private Vertx vertx;
  private String store;
  private ScriptedAlipayPlus alipay;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    store = engine.yaml();
    alipay = new ScriptedAlipayPlus(vertx);
    gateway = gateway().start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void isWrittenDownAndAcceptedBeforeItIsSent() {
    alipay.on("notifyPayment", SILENCE);

    var answer = handOver(paid("p1", "100"));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).getString("receipt")).isEqualTo("first");
  }

  @Test
  void isSentWithTheBackendsBytesToTheDocumentedPath() {
    alipay.on("notifyPayment", SUCCESS);

    handOver(paid("p1", "100"));

    awaitCalls(1);
    var call = calls().get(0);
    assertThat(call.uri()).isEqualTo(ORDINARY);
    assertThat(call.body()).isEqualTo(paid("p1", "100").getBytes(UTF_8));
    assertSigned(call);
  }

  @Test
  void isRepeatedOnTheLadderUntilAlipayPlusAcceptsAndNeverAgain() {
    alipay.on("notifyPayment", SILENCE, IN_PROCESS, IN_PROCESS, SUCCESS);
    handOver(paid("p1", "100"));

    awaitCalls(1);
    for (var gap : List.of(10, 30, 120)) {
      int before = calls().size();
      // The attempt has ended and its next time is on disk.
      await().atMost(30, SECONDS).until(() -> verdicts("retry") == before);
      clock.jump(Duration.ofSeconds(gap - 2));
      await().during(600, MILLISECONDS).atMost(30, SECONDS).until(() -> calls().size() == before);
      clock.jump(Duration.ofSeconds(2));
      awaitCalls(before + 1);
    }

    await().atMost(30, SECONDS).until(() -> verdicts("done") == 1);
    clock.jump(Duration.ofDays(2));
    await().during(600, MILLISECONDS).atMost(30, SECONDS).until(() -> calls().size() == 4);
  }

  @Test
  void hasAFreshTimeAndSignatureAndTheSameBytesEachTime() {
    alipay.on("notifyPayment", IN_PROCESS, IN_PROCESS, SUCCESS);
    handOver(paid("p1", "100"));

    for (int sent = 1; sent < 3; sent++) {
      awaitCalls(sent);
      int ended = sent;
      await().atMost(30, SECONDS).until(() -> verdicts("retry") == ended);
      clock.jump(Duration.ofMinutes(5));
    }

    awaitCalls(3);
    assertThat(calls()).allSatisfy(HandoverTest::assertSigned);
    assertThat(calls())
        .extracting(call -> new String(call.body(), UTF_8))
        .containsOnly(paid("p1", "100"));
    assertThat(calls()).extracting(call -> call.header("Request-Time")).doesNotHaveDuplicates();
    assertThat(calls()).extracting(call -> call.header("Signature")).doesNotHaveDuplicates();
  }

  @Test
  void isParkedWhenAlipayPlusRefusesItForGood() {
    alipay.on("notifyPayment", REFUSED);

    handOver(paid("p1", "100"));

    await().atMost(30, SECONDS).until(() -> verdicts("parked") == 1);
    clock.jump(Duration.ofDays(2));
    await().during(600, MILLISECONDS).atMost(30, SECONDS).until(() -> calls().size() == 1);
  }

  @Test
  void isNotSentTwiceWhenItIsHandedOverTwice() {
    alipay.on("notifyPayment", SUCCESS);
    handOver(paid("p1", "100"));
    await().atMost(30, SECONDS).until(() -> verdicts("done") == 1);

    var again = handOver(paid("p1", "100"));

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(json(again).getString("receipt")).isEqualTo("duplicate");
    await().during(600, MILLISECONDS).atMost(30, SECONDS).until(() -> calls().size() == 1);
  }

  @Test
  void survivesARestart() {
    alipay.on("notifyPayment", SILENCE, SUCCESS);
    handOver(paid("p1", "100"));
    awaitCalls(1);

    gateway.close();
    gateway = gateway().start();
    clock.jump(Duration.ofMinutes(1));

    awaitCalls(2);
    assertThat(calls().get(1).body()).isEqualTo(paid("p1", "100").getBytes(UTF_8));
  }

  @Test
  void goesToThePaymentNotifyUrlThatTheBackendNames() {
    alipay.on("notifyPayment", SILENCE);
    try (var named = new ScriptedAlipayPlus(vertx)) {
      named.on("notifyPayment?shop=1", SUCCESS);
      gateway.close();
      String host = named.url().replace("http://", "");
      gateway = gateway().alipayPlusWith("notifyHosts: [ \"" + host + "\" ]").start();
      String url = named.url() + "/special/notifyPayment?shop=1";

      var answer = handOver(paid("p1", "100"), url);

      assertThat(answer.statusCode()).isEqualTo(202);
      await().atMost(30, SECONDS).until(() -> verdicts("done") == 1);
      assertThat(calls()).isEmpty();
      assertThat(named.calls("notifyPayment?shop=1"))
          .hasSize(1)
          .allSatisfy(HandoverTest::assertSigned);
    }
  }

  @Test
  void takesTheOrdinaryPathWhereItIsConfiguredSo() {
    gateway.close();
    gateway = gateway("{ notifyPayment: hand-over }").start();
    alipay.on("notifyPayment", SUCCESS);

    var answer = gateway.post(ORDINARY, paid("p1", "100"));

    assertThat(answer.statusCode()).isEqualTo(202);
    awaitCalls(1);
  }

  @Test
  void isPassedOnWithAlipayPlussOwnAnswerOtherwise() {
    alipay.on("notifyPayment", SUCCESS);

    var answer = gateway.post(ORDINARY, paid("p1", "100"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo(SUCCESS);
  }

  private TestGateway gateway() {
    return gateway("{ gaps: [10s, 30s, 2m] }");
  }

  private TestGateway gateway(String handover) {
    return TestGateway.mpp(vertx, folder)
        .with(store)
        .alipayPlus(alipay.url())
        .clock(clock)
        .with("deadlines: { notifyPayment: 300ms }")
        .with("handover: " + handover);
  }

  @CanIgnoreReturnValue
  private HttpResponse<byte[]> handOver(String body) {
    return gateway.post(HANDOVER, body);
  }

  private HttpResponse<byte[]> handOver(String body, String notifyUrl) {
    return gateway.post(HANDOVER, body.getBytes(UTF_8), Map.of("Plusgate-Notify-Url", notifyUrl));
  }

  private List<Received> calls() {
    return alipay.calls("notifyPayment");
  }

  private void awaitCalls(int times) {
    await().atMost(30, SECONDS).until(() -> calls().size() == times);
  }

  private long verdicts(String verdict) {
    var metrics = new String(gateway.get(gateway.adminUrl() + "/metrics").body(), UTF_8);
    return metrics
        .lines()
        .filter(line -> line.startsWith("plusgate_deliveries_total"))
        .filter(line -> line.contains("handover") && line.contains('"' + verdict + '"'))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void assertSigned(Received call) {
    var verdict =
        TestKeys.partnerVerifier()
            .verify(
                call.uri(),
                TestGateway.CLIENT,
                call.header(AlipayHeader.REQUEST_TIME),
                call.header(AlipayHeader.SIGNATURE),
                call.body());
    assertThat(verdict.<Boolean>match(verified -> true, rejected -> false)).isTrue();
  }

  private static String paid(String id, String amount) {
    return "{ \"paymentRequestId\" : \""
        + id
        + "\",\"paymentAmount\":{\"value\":\""
        + amount
        + "\",\"currency\":\"JPY\"},\"paymentResult\":{\"resultCode\":\"SUCCESS\","
        + "\"resultStatus\":\"S\",\"resultMessage\":\"ok\"}}";
  }

  private static JsonObject json(HttpResponse<byte[]> answer) {
    return new JsonObject(new String(answer.body(), UTF_8));
  }
}
