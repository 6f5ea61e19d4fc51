package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clients of Alipay+ served by one process. */
class SeveralClientsTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String SECOND = "SANDBOX_5YC47N2ZQHJ004125";
  private static final String SUCCESS =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    gateway = TestGateway.acqp(vertx, folder).client(SECOND).alipayPlus(alipay.url()).start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void asksWhichClientIsMeant() {
    var answer = gateway.post(PAY, "{}");

    OutboundRoadTest.assertProblem(answer, 400, "client-required");
    assertThat(alipay.received).isEmpty();
  }

  @Test
  void signsInTheNameOfTheClientThatTheHeaderPicks() {
    alipay.answersSigned(TestKeys.alipayPlusSigner(), SECOND, SUCCESS);

    var answer =
        gateway.post(
            PAY, "{}".getBytes(StandardCharsets.UTF_8), Map.of(AlipayHeader.CLIENT_ID, SECOND));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(alipay.received.get(0).header(AlipayHeader.CLIENT_ID)).isEqualTo(SECOND);
  }

  @Test
  void refusesAnUnknownClientInTheNameOfTheFirstConfiguredOne() {
    var call =
        HttpRequest.newBuilder(URI.create(gateway.alipayPlusUrl() + "/nowhere"))
            .header(AlipayHeader.CLIENT_ID, "SOMEBODY")
            .POST(BodyPublishers.ofString("{}"))
            .build();

    var answer = gateway.send(call);

    assertThat(answer.headers().firstValue(AlipayHeader.CLIENT_ID)).contains(TestGateway.CLIENT);
  }

  @Test
  void refusesAnAnswerThatIsSignedForTheOtherClient() {
    alipay.answersSigned(TestKeys.alipayPlusSigner(), TestGateway.CLIENT, SUCCESS);

    var answer =
        gateway.post(
            PAY, "{}".getBytes(StandardCharsets.UTF_8), Map.of(AlipayHeader.CLIENT_ID, SECOND));

    OutboundRoadTest.assertProblem(answer, 502, "answer-signature-invalid");
  }
}
