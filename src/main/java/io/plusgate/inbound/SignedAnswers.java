package io.plusgate.inbound;

import io.plusgate.crash.CrashPoint;
import io.plusgate.http.Exchange;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.metrics.SignatureOperation;
import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.ClientKeys;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends what we say to Alipay+: JSON over HTTP 200 (for refusals configurable), signed over the
 * path that was called, our Client-Id and the answer's own Response-Time (protocol 1.3, 1.13).
 */
final class SignedAnswers {
  /** An answer that is the same bytes each time. */
  private record Repeated(String path, Buffer body) {}

  /** Its signature, good for one second and one client. */
  private record Signed(String time, ClientKeys keys, String signature) {
    boolean fits(String now, ClientKeys named) {
      return time.equals(now) && keys.equals(named);
    }
  }

  private final Map<Repeated, Signed> repeated = new HashMap<>();
  private final GatewayMetrics metrics;
  private final InstantSource clock;

  SignedAnswers(GatewayMetrics metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Sends the acknowledgement. It is the same bytes each time, so one signature serves a path for
   * the second that it names: intake is not bound by RSA.
   */
  void acknowledge(
      HttpServerResponse response, ClientKeys keys, String signedPath, Exchange exchange) {
    repeat(response, keys, signedPath, 200, NotificationFlow.RECEIVED, exchange)
        .onSuccess(sent -> CrashPoint.ACKNOWLEDGED.passed());
  }

  /** Sends a refusal in the same way: to turn callers away must cost less than to serve them. */
  void refuse(
      HttpServerResponse response,
      ClientKeys keys,
      String routePath,
      int status,
      Buffer body,
      Exchange exchange) {
    repeat(response, keys, routePath, status, body, exchange).onFailure(gone -> {});
  }

  private Future<Void> repeat(
      HttpServerResponse response,
      ClientKeys keys,
      String path,
      int status,
      Buffer body,
      Exchange exchange) {
    if (response.closed() || response.headWritten()) {
      return Future.failedFuture("nobody there");
    }
    String time = MessageTime.format(clock.instant());
    var answer = new Repeated(path, body);
    var known = repeated.get(answer);
    if (known == null || !known.fits(time, keys)) {
      known = new Signed(time, keys, sign(keys, path, time, body, exchange));
      repeated.put(answer, known);
    }
    exchange.bytesOut(body.length());
    return write(response, keys, status, time, known.signature(), body);
  }

  void send(
      HttpServerResponse response,
      ClientKeys keys,
      String signedPath,
      int status,
      Buffer body,
      Exchange exchange) {
    if (response.closed() || response.headWritten()) {
      return;
    }
    String time = MessageTime.format(clock.instant());
    exchange.bytesOut(body.length());
    String signature = sign(keys, signedPath, time, body, exchange);
    write(response, keys, status, time, signature, body).onFailure(gone -> {});
  }

  private String sign(
      ClientKeys keys, String signedPath, String time, Buffer body, Exchange exchange) {
    long before = System.nanoTime();
    String signature = keys.signer().sign(signedPath, keys.clientId(), time, body.getBytes());
    long spent = System.nanoTime() - before;
    exchange.signed(spent);
    keys.signed(Direction.INBOUND.label());
    metrics.signature(SignatureOperation.SIGN, keys.provider(), spent);
    return signature;
  }

  private static Future<Void> write(
      HttpServerResponse response,
      ClientKeys keys,
      int status,
      String time,
      String signature,
      Buffer body) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", AlipayHeader.JSON)
        .putHeader(AlipayHeader.CLIENT_ID, keys.clientId())
        .putHeader(AlipayHeader.RESPONSE_TIME, time)
        .putHeader(AlipayHeader.SIGNATURE, signature);
    return response.end(body);
  }
}
