package io.plusgate.system;

import static io.plusgate.system.ScriptedAlipayPlus.SUCCESS;
import static io.plusgate.system.ScriptedAlipayPlus.paid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.MessageReader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.signature.TestKeys;
import io.plusgate.store.StoreEngine;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk is full, or the database is away: nobody is told what is not so, and it passes. */
@ParameterizedClass
@EnumSource(StoreEngine.class)
class StoreAwayTest {
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final String BIG = " ".repeat(200_000);
  private static final String PAY = "/aps/api/v1/payments/pay";

  @Parameter private StoreEngine engine;
  @TempDir private Path folder;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Set<String> acknowledged = new TreeSet<>();
  private Vertx vertx;
  private ScriptedAlipayPlus alipay;
  private FakeBackend backend;
  private StoreOutage outage;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new ScriptedAlipayPlus(vertx);
    alipay.on("pay", SUCCESS);
    backend = new FakeBackend(vertx);
    backend.answers(200, "");
    outage = StoreOutage.of(engine, vertx, folder);
    gateway = gateway("refuse");
  }

  @AfterEach
  void stop() {
    gateway.close();
    outage.close();
    backend.close();
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void refusesNotificationsSignedUntilItIsBackAndLosesNone() {
    launch("refuse");
    assertThat(notified("before")).isEqualTo(Result.SUCCESS);
    takeAway();

    assertThat(notified("meanwhile")).isEqualTo(Result.UNKNOWN_EXCEPTION);
    await().atMost(30, SECONDS).until(() -> ready().statusCode() == 503);
    assertThat(text(ready())).contains("store: cannot be written");
    outage.end();

    await().atMost(30, SECONDS).until(() -> ready().statusCode() == 200);
    assertThat(notified("meanwhile")).isEqualTo(Result.SUCCESS);
    await().atMost(60, SECONDS).until(() -> delivered().containsAll(acknowledged));
    assertThat(acknowledged).contains("before", "meanwhile");
  }

  @Test
  void sendsNoPaymentThatItCouldNotWriteDown() {
    launch("refuse");
    takeAway();

    var refused = pay("p1");

    OutboundRoadTest.assertProblem(refused, 503, "store-unavailable");
    assertThat(alipay.calls("pay")).isEmpty();
    outage.end();
    await().atMost(30, SECONDS).until(() -> pay("p2").statusCode() == 200);
  }

  @Test
  void paysOnWithoutItWhenThatIsWanted() {
    launch("continue");
    takeAway();

    var answer = pay("p1");

    assertThat(text(answer)).isEqualTo(SUCCESS);
    assertThat(notified("meanwhile")).isEqualTo(Result.UNKNOWN_EXCEPTION);
    outage.end();
    await().atMost(30, SECONDS).until(() -> notified("meanwhile").equals(Result.SUCCESS));
  }

  private void launch(String whenDown) {
    assumeTrue(outage.isPossible(), "no right to mount a small disk");
    gateway = gateway(whenDown).start();
  }

  private TestGateway gateway(String whenDown) {
    return TestGateway.acqp(vertx, folder)
        .alipayPlus(alipay.url())
        .backend(backend.url())
        .route(NOTIFY, "notifyPayment", "/notifyPayment")
        .with("delivery: { retry: [100ms] }")
        .with(outage.yaml() + ", whenDown: " + whenDown + " }");
  }

  /** The engine has room left that it took before the disk was full: big bodies use it up. */
  private void takeAway() {
    outage.begin();
    await()
        .atMost(60, SECONDS)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !notified("filler" + numbers.incrementAndGet(), BIG).equals(Result.SUCCESS));
  }

  private Result notified(String id) {
    return notified(id, "");
  }

  private Result notified(String id, String more) {
    var answer = gateway.notified(NOTIFY, paid(id, "100") + more);
    var headers = answer.headers();
    var verdict =
        TestKeys.partnerVerifier()
            .verify(
                NOTIFY,
                TestGateway.CLIENT,
                headers.firstValue(AlipayHeader.RESPONSE_TIME).orElseThrow(),
                headers.firstValue(AlipayHeader.SIGNATURE).orElseThrow(),
                answer.body());
    assertThat(verdict.<Boolean>match(verified -> true, rejected -> false)).isTrue();
    var result = ResultBody.read(answer.body()).orElseThrow();
    if (result.equals(Result.SUCCESS)) {
      acknowledged.add(id);
    }
    return result;
  }

  private HttpResponse<byte[]> pay(String id) {
    return gateway.post(PAY, "{\"paymentRequestId\":\"" + id + "\"}");
  }

  private HttpResponse<byte[]> ready() {
    return gateway.get(gateway.adminUrl() + "/readyz");
  }

  private Set<String> delivered() {
    return backend.received().stream()
        .flatMap(call -> MessageReader.read(call.body()).stream())
        .flatMap(message -> message.paymentRequestId().stream())
        .collect(Collectors.toSet());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }
}
