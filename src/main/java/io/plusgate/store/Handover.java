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
  /** The header of the payload that names the path, below Alipay+'s base URL or {@link #HOST}. */
  public static final String PATH = "Plusgate-Path";

  /** Scheme and host, where Alipay+ has named another one for this payment. */
  public static final String HOST = "Plusgate-Host";
}
