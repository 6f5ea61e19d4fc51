package io.plusgate.simulator;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import java.nio.charset.StandardCharsets;

/**
 * What a partner answered to a call of Alipay+.
 *
 * @param paymentRequestId of the payment it was about; empty for calls about none
 * @param status of HTTP; 0 when nothing came back
 * @param verdict {@code verified}, or why the answer proves nothing
 */
public record PartnerReply(String paymentRequestId, int status, String verdict, String body) {
  public boolean isVerified() {
    return verdict.equals("verified");
  }

  /** Verified, and S: what Alipay+ believes. */
  public boolean isTrustedSuccess() {
    return isVerified()
        && ResultBody.read(body.getBytes(StandardCharsets.UTF_8))
            .filter(Result::isSuccess)
            .isPresent();
  }

  /** Without the body: it may name a person. */
  @Override
  public String toString() {
    return "PartnerReply[" + paymentRequestId + " " + status + " " + verdict + "]";
  }
}
