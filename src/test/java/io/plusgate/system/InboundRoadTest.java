package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of the road from Alipay+ to a wallet's backend, over real sockets. */
class InboundRoadTest {
  private static final String PATH = "/alipayplus/mpp/pay";
  private static final String TIME = "2026-11-25T12:00:00+08:00";
  private static final String PAID =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"ok\"},"
          + " \"paymentId\":\"P1\"}";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    backend = new FakeBackend(vertx);
    backend.answers(200, PAID);
    gateway =
        TestGateway.mpp(vertx, folder)
            .backend(backend.url())
            .route(PATH, "pay", "/pay")
            .route("/alipayplus/mpp/inquiryPayment", "inquiryPayment", "/inquiry")
            .route(
                "{ path: /internal/cancel, api: cancelPayment, to: /cancel,"
                    + " signedPath: /public/cancelPayment }")
            .with("deadlines: { inquiryPayment: 900ms }")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void forwardsTheVerifiedBytesWithTheTimeThatIsLeft() {
    String body = "{ \"paymentRequestId\" : \"pr-1\",\n\"x\":\"é\"}";

    call(PATH, body);

    assertThat(backend.received()).hasSize(1);
    var call = backend.received().get(0);
    assertThat(call.uri()).isEqualTo("/pay");
    assertThat(call.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    assertThat(call.header("Plusgate-Api")).isEqualTo("pay");
    assertThat(call.header("Plusgate-Client-Id")).isEqualTo(TestGateway.CLIENT);
    assertThat(call.header("Plusgate-Payment-Request-Id")).isEqualTo("pr-1");
    assertThat(call.header("Plusgate-Verified")).isEqualTo("keyVersion=1");
    assertThat(Integer.parseInt(call.header("Plusgate-Deadline-Ms"))).isBetween(5_000, 8_000);
  }

  @Test
  void signsTheBackendsAnswerOverThePathThatWasCalled() {
    var answer = call(PATH, "{}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo(PAID);
    assertSigned(answer, PATH);
  }

  @Test
  void verifiesAndSignsOverThePublicPathBehindARewritingProxy() {
    var answer =
        call("/internal/cancel", "/public/cancelPayment", "{}", TestKeys.alipayPlusSigner());

    assertThat(text(answer)).isEqualTo(PAID);
    assertSigned(answer, "/public/cancelPayment");
  }

  @Test
  void refusesASignatureOverAnotherPath() {
    var answer = call("/internal/cancel", "/internal/cancel", "{}", TestKeys.alipayPlusSigner());

    assertRefused(answer, "INVALID_SIGNATURE");
  }

  @Test
  void refusesAStrangersSignatureAndAsksTheBackendNothing() {
    var answer = call(PATH, PATH, "{}", TestKeys.strangerSigner());

    assertRefused(answer, "INVALID_SIGNATURE");
    assertSigned(answer, PATH);
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void refusesATamperedBody() {
    var headers = headers(PATH, "{\"a\":\"1\"}", TestKeys.alipayPlusSigner());

    var answer = send(PATH, "{\"a\":\"2\"}", headers);

    assertRefused(answer, "INVALID_SIGNATURE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "algorithm=RSA256",
        "algorithm=RSA256,keyVersion=1,signature=",
        "algorithm=ECC256,keyVersion=1,signature=AAAA",
        "algorithm=RSA256,keyVersion=1,signature=%ZZ",
        "signature=AAAA,signature=AAAA"
      })
  void refusesMalformedSignatureHeaders(String header) {
    var headers = headers(PATH, "{}", TestKeys.alipayPlusSigner());
    headers.put(AlipayHeader.SIGNATURE, header);

    var answer = send(PATH, "{}", headers);

    assertRefused(answer, "INVALID_SIGNATURE");
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void refusesAnUnknownClient() {
    var headers = headers(PATH, "{}", TestKeys.alipayPlusSigner());
    headers.put(AlipayHeader.CLIENT_ID, "SOMEBODY");

    assertRefused(send(PATH, "{}", headers), "INVALID_CLIENT");
  }

  @Test
  void refusesATimeInMilliseconds() {
    var headers = headers(PATH, "{}", TestKeys.alipayPlusSigner());
    headers.put(AlipayHeader.REQUEST_TIME, "1685599933871");

    assertRefused(send(PATH, "{}", headers), "PARAM_ILLEGAL");
  }

  @Test
  void refusesUnknownPathsOtherMethodsAndMediaTypes() {
    var headers = headers(PATH, "{}", TestKeys.alipayPlusSigner());
    var xml = new LinkedHashMap<>(headers);
    xml.put("Content-Type", "application/xml");
    var get = HttpRequest.newBuilder(URI.create(gateway.alipayPlusUrl() + PATH)).build();

    assertRefused(send("/nowhere", "{}", headers), "INVALID_API");
    assertRefused(send(PATH, "{}", xml), "MEDIA_TYPE_NOT_ACCEPTABLE");
    assertRefused(gateway.send(get), "METHOD_NOT_SUPPORTED");
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void refusesABodyOverTheLimit() {
    assertRefused(call(PATH, " ".repeat(1_048_577)), "PARAM_ILLEGAL");
  }

  @Test
  void answersUnknownWhenTheBackendIsDown() {
    backend.close();

    assertUnknown(call(PATH, "{}"));

    backend = new FakeBackend(vertx);
  }

  @Test
  void answersUnknownBeforeAlipayPlusGivesUpOnASlowBackend() {
    backend.script((response, call) -> {});

    var answer = call("/alipayplus/mpp/inquiryPayment", "{}");

    assertUnknown(answer);
    // 900 ms less the margin of 500 ms that is kept back for signing and sending.
    assertThat(Integer.parseInt(backend.received().get(0).header("Plusgate-Deadline-Ms")))
        .isLessThanOrEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "{\"result\":{}}", "[1]"})
  void answersUnknownWhenTheBackendSaysNoResult(String body) {
    backend.answers(200, body);

    assertUnknown(call(PATH, "{}"));
  }

  @Test
  void answersUnknownWhenTheBackendFails() {
    backend.answers(500, PAID);

    assertUnknown(call(PATH, "{}"));
  }

  @CanIgnoreReturnValue
  private HttpResponse<byte[]> call(String path, String body) {
    return call(path, path, body, TestKeys.alipayPlusSigner());
  }

  private HttpResponse<byte[]> call(
      String path, String signedPath, String body, MessageSigner signer) {
    return send(path, body, headers(signedPath, body, signer));
  }

  private static Map<String, String> headers(String path, String body, MessageSigner signer) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put(AlipayHeader.CLIENT_ID, TestGateway.CLIENT);
    headers.put(AlipayHeader.REQUEST_TIME, TIME);
    headers.put(AlipayHeader.SIGNATURE, signer.sign(path, TestGateway.CLIENT, TIME, bytes));
    return headers;
  }

  private HttpResponse<byte[]> send(String path, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(gateway.alipayPlusUrl() + path))
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return gateway.send(request.build());
  }

  private static void assertSigned(HttpResponse<byte[]> answer, String path) {
    var verdict =
        TestKeys.partnerVerifier()
            .verify(
                path,
                TestGateway.CLIENT,
                answer.headers().firstValue(AlipayHeader.RESPONSE_TIME).orElseThrow(),
                answer.headers().firstValue(AlipayHeader.SIGNATURE).orElseThrow(),
                answer.body());
    assertThat(verdict.<String>match(verified -> "verified", rejected -> "rejected"))
        .isEqualTo("verified");
  }

  private static void assertRefused(HttpResponse<byte[]> answer, String code) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ResultBody.read(answer.body()).map(Result::resultCode)).contains(code);
    assertThat(ResultBody.read(answer.body()).orElseThrow().isFailure()).isTrue();
    assertThat(answer.headers().firstValue(AlipayHeader.SIGNATURE)).isPresent();
  }

  private static void assertUnknown(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ResultBody.read(answer.body())).contains(Result.UNKNOWN_EXCEPTION);
    assertSigned(answer, URI.create(answer.request().uri().toString()).getPath());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
