package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.signature.TestKeys;
import io.plusgate.signature.Vectors;
import io.plusgate.system.RawCall.Answer;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent to Alipay+'s door over a real socket: an answer, nothing kept, no harm done. */
class BadInputTest {
  private static final String PATH = "/alipayplus/notifyPayment";
  private static final String TIME = "2026-11-25T12:00:00+08:00";
  private static final int TEN_MEGABYTES = 10 * 1024 * 1024;
  private static final String PAID =
      "{\"paymentRequestId\":\"p1\",\"paymentResult\":{\"resultCode\":\"SUCCESS\","
          + "\"resultStatus\":\"S\",\"resultMessage\":\"ok\"}}";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeBackend backend;
  private TestGateway gateway;

  static Stream<String> malformedSignatures() {
    return Vectors.cases("header-cases.json", "/invalid").map(BadInputTest::raw);
  }

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    backend = new FakeBackend(vertx);
    backend.answers(200, "");
    gateway =
        TestGateway.acqp(vertx, folder)
            .backend(backend.url())
            .route(PATH, "notifyPayment", "/notifyPayment")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void refusesEveryMalformedSignatureHeaderOnTheWire() {
    var answers = malformedSignatures().map(this::callWithSignature).toList();

    assertThat(answers).hasSize(31);
    assertThat(answers.stream().filter(BadInputTest::isRefusedByHttp)).hasSize(2);
    assertThat(answers.stream().filter(answer -> !isRefusedByHttp(answer)))
        .allSatisfy(answer -> assertRefused(answer, "INVALID_SIGNATURE"));
    assertStillTakesNotifications();
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 1_000, 100_000})
  void refusesAnIdThatIsLongerThanAnyDocumentedOne(int length) {
    var answer = call(PAID.replace("p1", "p".repeat(length)).getBytes(StandardCharsets.UTF_8));

    assertRefused(answer, "PARAM_ILLEGAL");
    assertStillTakesNotifications();
  }

  @ParameterizedTest
  @MethodSource("deepBodies")
  void refusesJsonOfTenThousandLevels(String body) {
    var answer = call(body.getBytes(StandardCharsets.UTF_8));

    assertRefused(answer, "PARAM_ILLEGAL");
    assertStillTakesNotifications();
  }

  static Stream<String> deepBodies() {
    String open = "{\"a\":".repeat(10_000);
    return Stream.of(
        open + "1" + "}".repeat(10_000),
        open,
        "[".repeat(10_000) + "]".repeat(10_000),
        PAID.substring(0, PAID.length() - 1)
            + ",\"extendInfo\":"
            + "[".repeat(10_000)
            + "]".repeat(10_000)
            + "}");
  }

  @Test
  void saysItOfABodyOfTenMegabytesToACallerWhoSendsAllOfItFirst() {
    var answer = call(new byte[TEN_MEGABYTES]);

    assertRefused(answer, "PARAM_ILLEGAL");
    assertStillTakesNotifications();
  }

  @Test
  void saysItOfTenMegabytesThatWereNotAnnounced() {
    byte[] chunk = new byte[TEN_MEGABYTES];
    byte[] size = (Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.UTF_8);
    byte[] end = "\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    var answer =
        RawCall.send(
            gateway.alipayPlusUrl(),
            head("algorithm=RSA256,signature=AAAA", "Transfer-Encoding: chunked"),
            size,
            chunk,
            end);

    assertRefused(answer, "PARAM_ILLEGAL");
    assertStillTakesNotifications();
  }

  @Test
  void hangsUpOnACallerWhoseBodyNeverEnds() {
    byte[] megabyte = new byte[1024 * 1024];
    byte[] size = (Integer.toHexString(megabyte.length) + "\r\n").getBytes(StandardCharsets.UTF_8);
    byte[] end = "\r\n".getBytes(StandardCharsets.UTF_8);
    byte[] head = head("algorithm=RSA256,signature=AAAA", "Transfer-Encoding: chunked");

    long sent = RawCall.sendUntilCut(gateway.alipayPlusUrl(), 200, head, size, megabyte, end);

    assertThat(sent).isLessThan(100);
    assertStillTakesNotifications();
  }

  private void assertStillTakesNotifications() {
    var answer = call(PAID.getBytes(StandardCharsets.UTF_8));

    assertThat(ResultBody.read(answer.body())).contains(Result.SUCCESS);
  }

  private Answer callWithSignature(String signature) {
    byte[] body = PAID.getBytes(StandardCharsets.UTF_8);
    return RawCall.send(
        gateway.alipayPlusUrl(), head(signature, "Content-Length: " + body.length), body);
  }

  private Answer call(byte[] body) {
    var signature = TestKeys.alipayPlusSigner().sign(PATH, TestGateway.CLIENT, TIME, body);
    return RawCall.send(
        gateway.alipayPlusUrl(), head(signature, "Content-Length: " + body.length), body);
  }

  private static byte[] head(String signature, String framing) {
    return RawCall.head(
        "POST " + PATH + " HTTP/1.1",
        "Host: localhost",
        "Connection: close",
        "Content-Type: application/json",
        AlipayHeader.CLIENT_ID + ": " + TestGateway.CLIENT,
        AlipayHeader.REQUEST_TIME + ": " + TIME,
        AlipayHeader.SIGNATURE + ": " + signature,
        framing);
  }

  /** A broken line and a header of 100 000 characters never reach us: HTTP itself says no. */
  private static boolean isRefusedByHttp(Answer answer) {
    return Set.of(400, 431).contains(answer.status());
  }

  private static void assertRefused(Answer answer, String code) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(ResultBody.read(answer.body()).map(Result::resultCode)).contains(code);
    var verdict =
        TestKeys.partnerVerifier()
            .verify(
                PATH,
                TestGateway.CLIENT,
                answer.header(AlipayHeader.RESPONSE_TIME).orElseThrow(),
                answer.header(AlipayHeader.SIGNATURE).orElseThrow(),
                answer.body());
    assertThat(verdict.<String>match(verified -> "verified", rejected -> "rejected"))
        .isEqualTo("verified");
  }

  private static String raw(JsonNode headerCase) {
    JsonNode template = headerCase.path("rawTemplate");
    return template.isMissingNode()
        ? headerCase.get("raw").asText()
        : template.get("prefix").asText()
            + template.get("repeat").asText().repeat(template.get("count").asInt());
  }
}
