package io.plusgate.inbound;

import io.plusgate.protocol.Message;
import io.plusgate.signature.Verification;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * A call that Alipay+ really made: it can't be built without the verifier's word.
 *
 * @param signedPath the path the signature fitted; our answer is signed over the same
 * @param message the few fields we act on, read after the verification
 * @param deadlineNanos on {@link System#nanoTime}: when Alipay+ gives up
 */
record VerifiedCall(
    Verification.Verified verified,
    Route route,
    String clientId,
    String signedPath,
    Buffer body,
    MultiMap headers,
    Optional<Message> message,
    long deadlineNanos) {

  /** What is left until Alipay+ gives up, less what signing and sending our answer may take. */
  Duration remaining(Duration margin) {
    return Duration.ofNanos(deadlineNanos - System.nanoTime()).minus(margin);
  }
}
