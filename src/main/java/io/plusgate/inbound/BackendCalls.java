package io.plusgate.inbound;

import io.plusgate.backend.BackendClient;
import io.plusgate.backend.BackendReply;
import io.plusgate.config.InboundConfig;
import io.plusgate.http.PassedHeaders;
import io.plusgate.protocol.PlusgateHeader;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Duration;

/** Hands a verified call to the backend byte for byte, with the time that is left. */
final class BackendCalls {
  private final BackendClient backend;
  private final InboundConfig config;

  BackendCalls(BackendClient backend, InboundConfig config) {
    this.backend = backend;
    this.config = config;
  }

  Future<BackendReply> forward(VerifiedCall call) {
    Duration left = call.remaining(config.backendMargin());
    return backend.post(call.route().to(), headers(call, left), call.body(), left);
  }

  private static MultiMap headers(VerifiedCall call, Duration left) {
    var headers =
        PassedHeaders.callToBackend(call.headers())
            .set(PlusgateHeader.API, call.route().api().name())
            .set(PlusgateHeader.CLIENT_ID, call.clientId())
            .set(PlusgateHeader.VERIFIED, "keyVersion=" + call.verified().keyVersion())
            .set(PlusgateHeader.DEADLINE_MS, String.valueOf(Math.max(0, left.toMillis())));
    call.message()
        .flatMap(message -> message.paymentRequestId())
        .ifPresent(id -> headers.set(PlusgateHeader.PAYMENT_REQUEST_ID, id));
    return headers;
  }
}
