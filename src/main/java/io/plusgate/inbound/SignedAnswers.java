package io.plusgate.inbound;

import io.plusgate.http.Exchange;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.metrics.SignatureOperation;
import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.ClientKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;

/**
 * Sends what we say to Alipay+: JSON over HTTP 200 (for refusals configurable), signed over the
 * path that was called, our Client-Id and the answer's own Response-Time (protocol 1.3, 1.13).
 */
final class SignedAnswers {
  private final GatewayMetrics metrics;
  private final InstantSource clock;

  SignedAnswers(GatewayMetrics metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
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
    long before = System.nanoTime();
    String signature = keys.signer().sign(signedPath, keys.clientId(), time, body.getBytes());
    long spent = System.nanoTime() - before;
    exchange.signed(spent).bytesOut(body.length());
    metrics.signature(SignatureOperation.SIGN, keys.provider(), spent);
    response
        .setStatusCode(status)
        .putHeader("Content-Type", AlipayHeader.JSON)
        .putHeader(AlipayHeader.CLIENT_ID, keys.clientId())
        .putHeader(AlipayHeader.RESPONSE_TIME, time)
        .putHeader(AlipayHeader.SIGNATURE, signature);
    response.end(body).onFailure(gone -> {});
  }
}
