package io.plusgate.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A notification that the wallet's backend leaves to us to bring to Alipay+.
 *
 * @param paymentRequestId keeps the notifications of one payment in order
 * @param payload the backend's own bytes, and in the headers where they go
 */
public record Handover(
    String clientId,
    String api,
    String idempotencyId,
    Digest content,
    Optional<String> paymentRequestId,
    Payload payload,
    Instant now) {
  /** The header of the payload that names the path below Alipay+'s base URL. */
  public static final String PATH = "Plusgate-Path";
}
