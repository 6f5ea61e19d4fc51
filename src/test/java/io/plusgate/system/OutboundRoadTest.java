package io.plusgate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promises of the outbound road, over real sockets. */
class OutboundRoadTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String SUCCESS =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";
  private static final String FAILURE =
      "{\"result\":{\"resultCode\":\"INVALID_CLIENT\",\"resultStatus\":\"F\",\"resultMessage\":\"no\"}}";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    alipay.answersSigned(TestKeys.alipayPlusSigner(), TestGateway.CLIENT, SUCCESS);
    gateway = TestGateway.acqp(vertx, folder).alipayPlus(alipay.url()).start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void sendsTheBackendsExactBytes() {
    byte[] body = " {\"a\" : \"\\u00e9 é\",\r\n\t\"b\":\"1\" } \n".getBytes(StandardCharsets.UTF_8);

    gateway.post(PAY, body, Map.of());

    assertThat(alipay.received).hasSize(1);
    assertThat(alipay.received.get(0).body()).isEqualTo(body);
    assertThat(alipay.received.get(0).uri()).isEqualTo(PAY);
  }

  @Test
  void returnsAlipayPlusExactBytesStatusAndSignature() {
    String body =
        "{ \"result\" :{\"resultStatus\":\"S\",\n\"resultCode\":\"SUCCESS\"},\"x\":\"é\"}";
    alipay.answersSigned(TestKeys.alipayPlusSigner(), TestGateway.CLIENT, body);

    var answer = gateway.post(PAY, "{}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.headers().firstValue("Plusgate-Verified")).contains("keyVersion=1");
    assertThat(answer.headers().firstValue(AlipayHeader.SIGNATURE)).isPresent();
  }

  @Test
  void signsEveryAttemptAfreshOverPathClientTimeAndBody() {
    gateway.post(PAY, "{\"a\":\"1\"}");

    var call = alipay.received.get(0);
    var verdict =
        TestKeys.partnerVerifier()
            .verify(
                PAY,
                TestGateway.CLIENT,
                call.header(AlipayHeader.REQUEST_TIME),
                call.header(AlipayHeader.SIGNATURE),
                call.body());
    assertThat(verdict.<String>match(verified -> "verified", rejected -> "rejected"))
        .isEqualTo("verified");
    assertThat(call.header(AlipayHeader.CLIENT_ID)).isEqualTo(TestGateway.CLIENT);
    assertThat(call.header("Content-Type")).isEqualTo(AlipayHeader.JSON);
  }

  @Test
  void signsUnknownPathsBelowApsToo() {
    var answer = gateway.post("/aps/api/v9/things/newApi", "{}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(alipay.received.get(0).uri()).isEqualTo("/aps/api/v9/things/newApi");
  }

  @Test
  void stripsWhatOnlyTheGatewayMaySet() {
    gateway.post(
        PAY,
        "{}".getBytes(StandardCharsets.UTF_8),
        Map.of(
            "Signature", "algorithm=RSA256,keyVersion=9,signature=AAAA",
            "Request-Time", "1999-01-01T00:00:00Z",
            "Plusgate-Verified", "keyVersion=7",
            "Webhook-Signature", "v1,x",
            "Cookie", "secret",
            "X-Unknown", "passes"));

    var call = alipay.received.get(0);
    assertThat(call.headers())
        .doesNotContainKeys("plusgate-verified", "webhook-signature", "cookie");
    assertThat(call.header("Request-Time")).startsWith("20").doesNotContain("1999");
    assertThat(call.header("Signature")).contains("keyVersion=1").doesNotContain(", ");
    assertThat(call.header("X-Unknown")).isEqualTo("passes");
  }

  @Test
  void answersABadSignatureWithAProblemAndNotWithItsBytes() {
    alipay.answersSigned(TestKeys.strangerSigner(), TestGateway.CLIENT, SUCCESS);

    var answer = gateway.post(PAY, "{}");

    assertProblem(answer, 502, "answer-signature-invalid");
  }

  @Test
  void answersATamperedBodyWithAProblem() {
    alipay.script(
        (response, call) -> {
          String time = "2026-01-01T00:00:00Z";
          byte[] signed = SUCCESS.getBytes(StandardCharsets.UTF_8);
          response
              .putHeader(AlipayHeader.RESPONSE_TIME, time)
              .putHeader(
                  AlipayHeader.SIGNATURE,
                  TestKeys.alipayPlusSigner().sign(call.uri(), TestGateway.CLIENT, time, signed))
              .end(SUCCESS.replace("success", "Success"));
        });

    var answer = gateway.post(PAY, "{}");

    assertProblem(answer, 502, "answer-signature-invalid");
  }

  @Test
  void neverPassesOnAnUnsignedSuccess() {
    alipay.script((response, call) -> response.end(SUCCESS));

    var answer = gateway.post(PAY, "{}");

    assertProblem(answer, 502, "answer-unsigned-success");
  }

  @Test
  void tellsAnUnsignedFailuresCodeButDoesNotPassItOn() {
    alipay.script((response, call) -> response.end(FAILURE));

    var answer = gateway.post(PAY, "{}");

    assertProblem(answer, 502, "answer-unsigned-failure");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("\"untrustedResult\"")
        .contains("INVALID_CLIENT");
  }

  @Test
  void refusesAHalfSignedAnswer() {
    alipay.script(
        (response, call) ->
            response.putHeader(AlipayHeader.RESPONSE_TIME, "2026-01-01T00:00:00Z").end(SUCCESS));

    var answer = gateway.post(PAY, "{}");

    assertProblem(answer, 502, "answer-half-signed");
  }

  @Test
  void gives504WhenAlipayPlusIsSilentPastTheDeadline() {
    alipay.script((response, call) -> {});

    var answer = gateway.post("/aps/api/v1/payments/refund", "{}");

    assertProblem(answer, 504, "alipayplus-timeout");
    assertThat(alipay.received).hasSize(1);
  }

  @Test
  void neverRepeatsACallThatMayHaveArrived() {
    alipay.script((response, call) -> response.reset());

    var answer = gateway.post(PAY, "{}");

    assertProblem(answer, 502, "alipayplus-connection-lost");
    assertThat(alipay.received).hasSize(1);
  }

  @Test
  void says502WhenNothingListensAndStaysUp() {
    alipay.close();

    var answer = gateway.post(PAY, "{}");

    assertProblem(answer, 502, "alipayplus-unreachable");
    var readiness = gateway.get(gateway.adminUrl() + "/readyz?verbose");
    assertThat(readiness.statusCode()).isEqualTo(200);
    assertThat(new String(readiness.body(), UTF_8))
        .startsWith("ready\n")
        .contains("alipayplus " + TestGateway.CLIENT + ": unreachable at ")
        .contains(", 1 in a row; no answer since the start");
    alipay = new FakeAlipayPlus(vertx);
  }

  @Test
  void refusesABodyOverTheLimitWithoutSendingIt() {
    byte[] body = new byte[1_048_577];

    var answer = gateway.post(PAY, body, Map.of());

    assertProblem(answer, 413, "body-too-large");
    assertThat(alipay.received).isEmpty();
  }

  @Test
  void refusesAStreamedBodyOverTheLimitWithoutSendingIt() {
    var stream =
        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[1_100_000]));

    var answer = gateway.send(gateway.request(PAY).POST(stream).build());

    assertProblem(answer, 413, "body-too-large");
    assertThat(alipay.received).isEmpty();
  }

  @Test
  void takesABodyOfExactlyTheLimit() {
    byte[] body = new byte[1_048_576];

    var answer = gateway.post(PAY, body, Map.of());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(alipay.received.get(0).body()).hasSize(1_048_576);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /aps/api/v1/payments/pay, 405, method-not-allowed",
    "PUT, /aps/api/v1/payments/pay, 405, method-not-allowed",
    "POST, /other, 404, not-found",
    "POST, /aps/api/v1/payments/pay?x=1, 404, not-found",
    "POST, /aps/../admin, 400, malformed-request"
  })
  void refusesWhatIsNoCallToAlipayPlus(String method, String path, int status, String code) {
    var request =
        java.net.http.HttpRequest.newBuilder(URI.create(gateway.backendUrl() + path))
            .method(method, BodyPublishers.noBody())
            .build();

    var answer = gateway.send(request);

    assertProblem(answer, status, code);
    assertThat(alipay.received).isEmpty();
  }

  @Test
  void refusesAClientThatIsNotConfigured() {
    var answer =
        gateway.post(PAY, "{}".getBytes(StandardCharsets.UTF_8), Map.of("Client-Id", "SOMEBODY"));

    assertProblem(answer, 400, "client-unknown");
  }

  static void assertProblem(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("\"code\":\"" + code + "\"");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }
}
