package io.plusgate.store.embedded;

import io.plusgate.store.Recipient;
import java.util.Optional;

/** Who is to be told what, and of which payment. */
record Told(
    Recipient recipient,
    String clientId,
    String api,
    String event,
    String source,
    Optional<String> paymentRequestId) {}
