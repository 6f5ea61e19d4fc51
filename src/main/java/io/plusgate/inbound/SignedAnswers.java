package io.plusgate.inbound;

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
  private record Repeated(String path, int status, Buffer body) {}

  /** What is to be sent, with its signature. */
  record Sealed(ClientKeys keys, int status, String time, String signature, Buffer body) {
    /** Whether it can be sent in this second for this client as well. */
    private boolean fits(String now, ClientKeys named) {
      return time.equals(now) && keys.equals(named);
    }
  }

  private final Map<Repeated, Sealed> repeated = new HashMap<>();
  private final GatewayMetrics metrics;
  private final InstantSource clock;

  SignedAnswers(GatewayMetrics metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Signs an answer that is the same bytes each time. One signature serves a path for the second
   * that it names: intake is not bound by RSA, and to turn callers away costs less than to serve
   * them.
   */
  Sealed sealRepeated(ClientKeys keys, String path, int status, Buffer body, Exchange exchange) {
    var answer = new Repeated(path, status, body);
    var known = repeated.get(answer);
    if (known == null || !known.fits(MessageTime.format(clock.instant()), keys)) {
      known = seal(keys, path, status, body, exchange);
      repeated.put(answer, known);
    }
    return known;
  }

  /** Signs an answer. */
  Sealed seal(ClientKeys keys, String signedPath, int status, Buffer body, Exchange exchange) {
    String time = MessageTime.format(clock.instant());
    return new Sealed(keys, status, time, sign(keys, signedPath, time, body, exchange), body);
  }

  /** Sends it, unless nobody is there any more; then the future fails. */
  Future<Void> send(HttpServerResponse response, Sealed answer, Exchange exchange) {
    if (!isAwaited(response)) {
      return Future.failedFuture("nobody there");
    }
    exchange.bytesOut(answer.body().length());
    response
        .setStatusCode(answer.status())
        .putHeader("Content-Type", AlipayHeader.JSON)
        .putHeader(AlipayHeader.CLIENT_ID, answer.keys().clientId())
        .putHeader(AlipayHeader.RESPONSE_TIME, answer.time())
        .putHeader(AlipayHeader.SIGNATURE, answer.signature());
    return response.end(answer.body());
  }

  /** Whether an answer can still be sent. */
  static boolean isAwaited(HttpServerResponse response) {
    return !response.closed() && !response.headWritten();
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
}
