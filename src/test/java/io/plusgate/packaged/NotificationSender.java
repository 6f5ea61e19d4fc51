package io.plusgate.packaged;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;

/** Alipay+'s side of one notification: signs it, sends it, and believes only a signed answer. */
final class NotificationSender {
  /** What Alipay+ knows after one try. */
  enum Ending {
    /** A valid signature over S: Alipay+ will not send it again. */
    ACKNOWLEDGED,
    /** A valid signature over U: the gateway could not keep it. */
    NOT_NOW,
    /** A valid signature over F, or anything else that no gateway should say here. */
    WRONG,
    /** No answer. */
    SILENCE
  }

  private static final String TIME = "2026-11-25T12:00:00+08:00";
  private static final long TIMEOUT_MILLIS = 10_000;

  private final HttpClient http;
  private final MessageSigner signer = TestKeys.alipayPlusSigner();
  private final MessageVerifier verifier = TestKeys.partnerVerifier();

  NotificationSender(Vertx vertx, int connections) {
    this.http =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setConnectTimeout(2_000))
            .with(new PoolOptions().setHttp1MaxSize(connections))
            .withConnectHandler(connection -> connection.exceptionHandler(killed -> {}))
            .build();
  }

  /** Never fails. */
  Future<Ending> send(int port, String paymentRequestId) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(CrashSite.PATH)
            .setTimeout(TIMEOUT_MILLIS);
    return http.request(options)
        .compose(request -> exchange(request, body(paymentRequestId)))
        .otherwise(Ending.SILENCE);
  }

  private Future<Ending> exchange(HttpClientRequest request, byte[] body) {
    return request
        .putHeader("Content-Type", AlipayHeader.JSON)
        .putHeader(AlipayHeader.CLIENT_ID, CrashSite.CLIENT)
        .putHeader(AlipayHeader.REQUEST_TIME, TIME)
        .putHeader(
            AlipayHeader.SIGNATURE, signer.sign(CrashSite.PATH, CrashSite.CLIENT, TIME, body))
        .send(Buffer.buffer(body))
        .compose(answer -> answer.body().map(bytes -> judge(answer, bytes.getBytes())));
  }

  private Ending judge(HttpClientResponse answer, byte[] body) {
    var time = answer.getHeader(AlipayHeader.RESPONSE_TIME);
    var signature = answer.getHeader(AlipayHeader.SIGNATURE);
    boolean signed =
        time != null
            && signature != null
            && verifier
                .verify(CrashSite.PATH, CrashSite.CLIENT, time, signature, body)
                .<Boolean>match(verified -> true, rejected -> false);
    var result = ResultBody.read(body);
    if (!signed || result.isEmpty()) {
      return Ending.WRONG;
    }
    if (result.get().equals(Result.SUCCESS)) {
      return Ending.ACKNOWLEDGED;
    }
    return result.get().equals(Result.UNKNOWN_EXCEPTION) ? Ending.NOT_NOW : Ending.WRONG;
  }

  private static byte[] body(String paymentRequestId) {
    var json =
        "{\"paymentRequestId\":\""
            + paymentRequestId
            + "\",\"paymentResult\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\","
            + "\"resultMessage\":\"success\"},\"paymentAmount\":{\"value\":\"100\","
            + "\"currency\":\"JPY\"}}";
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
