package io.plusgate.alipayplus;

import io.plusgate.alipayplus.Answer.Distrust;
import io.plusgate.alipayplus.Answer.Trusted;
import io.plusgate.alipayplus.Answer.Untrusted;
import io.plusgate.http.Exchange;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.metrics.SignatureOperation;
import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.MessageReader;
import io.plusgate.protocol.ResultBody;
import io.plusgate.signature.ClientKeys;
import io.plusgate.signature.Verification;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;

/**
 * Says whether an answer is Alipay+'s own: the four verdicts.
 *
 * <p>Signed over the path of the request, our Client-Id and the answer's own Response-Time
 * (protocol 1.3). An unsigned answer never counts as success, and one of the two headers alone is
 * an error (protocol 1.13).
 */
final class AnswerJudge {
  private final ClientKeys keys;
  private final GatewayMetrics metrics;
  private final ClockComparison clocks;

  AnswerJudge(ClientKeys keys, GatewayMetrics metrics, ClockComparison clocks) {
    this.clocks = clocks;
    this.keys = keys;
    this.metrics = metrics;
  }

  Answer judge(String signedPath, int status, MultiMap headers, Buffer body, Exchange exchange) {
    List<String> signatures = headers.getAll(AlipayHeader.SIGNATURE);
    List<String> times = headers.getAll(AlipayHeader.RESPONSE_TIME);
    byte[] bytes = body.getBytes();
    if (signatures.isEmpty() && times.isEmpty()) {
      return unsigned(status, bytes, exchange);
    }
    if (signatures.size() != 1 || times.size() != 1) {
      return distrust(Distrust.HALF_SIGNED, halves(signatures, times), status, bytes, exchange);
    }
    long before = System.nanoTime();
    var verification =
        keys.verifier().verify(signedPath, keys.clientId(), times.get(0), signatures.get(0), bytes);
    long spent = System.nanoTime() - before;
    exchange.verified(spent);
    metrics.signature(SignatureOperation.VERIFY, keys.provider(), spent);
    return verification.match(
        verified -> trusted(verified, times.get(0), status, headers, body, bytes, exchange),
        rejected ->
            distrust(Distrust.BAD_SIGNATURE, rejected.reason().code(), status, bytes, exchange));
  }

  private Answer trusted(
      Verification.Verified verified,
      String time,
      int status,
      MultiMap headers,
      Buffer body,
      byte[] bytes,
      Exchange exchange) {
    count("verified", exchange);
    keys.verified(verified, Direction.OUTBOUND.label());
    clocks.heard(time);
    var message = MessageReader.read(bytes);
    return new Trusted(status, headers, body, message, verified.keyVersion());
  }

  private Answer unsigned(int status, byte[] bytes, Exchange exchange) {
    boolean claimsSuccess = ResultBody.read(bytes).filter(result -> result.isSuccess()).isPresent();
    return claimsSuccess
        ? distrust(Distrust.UNSIGNED_SUCCESS, "no Signature header", status, bytes, exchange)
        : distrust(Distrust.UNSIGNED_FAILURE, "no Signature header", status, bytes, exchange);
  }

  private Answer distrust(
      Distrust why, String detail, int status, byte[] bytes, Exchange exchange) {
    count(why.name().toLowerCase(Locale.ROOT), exchange);
    return new Untrusted(why, detail, status, ResultBody.read(bytes));
  }

  private void count(String verdict, Exchange exchange) {
    exchange.verdict(verdict);
    metrics.verification(Direction.OUTBOUND, verdict);
  }

  private static String halves(List<String> signatures, List<String> times) {
    return signatures.size()
        + " Signature and "
        + times.size()
        + " Response-Time headers (expected: one of each)";
  }
}
