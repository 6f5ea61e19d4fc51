package io.plusgate.inbound;

import io.plusgate.config.InboundConfig;
import io.plusgate.http.Exchange;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.metrics.SignatureOperation;
import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.MessageReader;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.ClientKeys;
import io.plusgate.signature.Verification;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether Alipay+ really made a call: client, time, signature over the bytes and the public
 * path. Nothing in the body is looked at before that.
 */
final class Gatekeeper {
  private final Map<String, ClientKeys> clients;
  private final InboundConfig config;
  private final GatewayMetrics metrics;
  private final InstantSource clock;

  Gatekeeper(
      Map<String, ClientKeys> clients,
      InboundConfig config,
      GatewayMetrics metrics,
      InstantSource clock) {
    // In the order of configuration: an unknown client is answered in the first one's name.
    this.clients = new LinkedHashMap<>(clients);
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Whether the call is taken, and if not, why. */
  Entry verify(Route route, HttpServerRequest request, Buffer body, Exchange exchange) {
    return unfit(route, request.headers())
        .map(refusal -> refused(refusal, exchange))
        .orElseGet(() -> verifyPaths(route, request, body, exchange));
  }

  private Entry verifyPaths(
      Route route, HttpServerRequest request, Buffer body, Exchange exchange) {
    byte[] bytes = body.getBytes();
    for (String path : signedPaths(route, request)) {
      var taken =
          check(path, request, bytes, exchange)
              .match(
                  verified -> {
                    keysFor(request).verified(verified, Direction.INBOUND.label());
                    return Optional.of(taken(verified, route, path, request, body, exchange));
                  },
                  rejected -> mismatch(rejected, exchange));
      if (taken.isPresent()) {
        count("verified", exchange);
        return new Entry.Taken(taken.get());
      }
    }
    return refused(Refusal.invalidSignature("bad_signature"), exchange);
  }

  private static Optional<VerifiedCall> mismatch(
      Verification.Rejected rejected, Exchange exchange) {
    exchange.reason(rejected.reason().code());
    return Optional.empty();
  }

  private Entry refused(Refusal refusal, Exchange exchange) {
    count(refusal.reason(), exchange);
    return new Entry.Refused(refusal);
  }

  /** The keys an answer to this request is signed with: the named client's, or the first one's. */
  ClientKeys keysFor(HttpServerRequest request) {
    String named = request.getHeader(AlipayHeader.CLIENT_ID);
    var keys = named == null ? null : clients.get(named);
    return keys != null ? keys : clients.values().iterator().next();
  }

  private Optional<Refusal> unfit(Route route, MultiMap headers) {
    List<String> ids = headers.getAll(AlipayHeader.CLIENT_ID);
    List<String> times = headers.getAll(AlipayHeader.REQUEST_TIME);
    List<String> signatures = headers.getAll(AlipayHeader.SIGNATURE);
    if (ids.size() != 1) {
      return Optional.of(Refusal.illegal("client_id_header", "One Client-Id header is expected."));
    }
    if (!clients.containsKey(ids.get(0))
        || route.clientId().filter(only -> !only.equals(ids.get(0))).isPresent()) {
      return Optional.of(Refusal.unknownClient());
    }
    if (times.size() != 1 || MessageTime.parse(times.get(0)).isEmpty()) {
      return Optional.of(
          Refusal.illegal("request_time", "One Request-Time header in ISO 8601 is expected."));
    }
    if (isStale(times.get(0))) {
      return Optional.of(
          Refusal.illegal("stale", "The Request-Time is too far from the receiver's clock."));
    }
    return signatures.size() == 1
        ? Optional.empty()
        : Optional.of(Refusal.invalidSignature("missing_signature"));
  }

  /** Alipay+ publishes no window (protocol 1.9), so it is checked only where it is configured. */
  private boolean isStale(String requestTime) {
    return config
        .clockSkew()
        .flatMap(window -> MessageTime.parse(requestTime).map(time -> isBeyond(window, time)))
        .orElse(false);
  }

  private boolean isBeyond(Duration window, OffsetDateTime time) {
    return Duration.between(time.toInstant(), clock.instant()).abs().compareTo(window) > 0;
  }

  /** With a query: path and query first, then the path alone (protocol 1.2). */
  private static List<String> signedPaths(Route route, HttpServerRequest request) {
    String path = route.signedPath().orElseGet(request::path);
    String query = request.query();
    return query == null ? List.of(path) : List.of(path + "?" + query, path);
  }

  private Verification check(
      String path, HttpServerRequest request, byte[] body, Exchange exchange) {
    var headers = request.headers();
    var keys = keysFor(request);
    String time = headers.get(AlipayHeader.REQUEST_TIME);
    String signature = headers.get(AlipayHeader.SIGNATURE);
    long before = System.nanoTime();
    var verification = keys.verifier().verify(path, keys.clientId(), time, signature, body);
    long spent = System.nanoTime() - before;
    exchange.verified(spent);
    metrics.signature(SignatureOperation.VERIFY, keys.provider(), spent);
    return verification;
  }

  private static VerifiedCall taken(
      Verification.Verified verified,
      Route route,
      String signedPath,
      HttpServerRequest request,
      Buffer body,
      Exchange exchange) {
    var message = MessageReader.read(body.getBytes());
    String clientId = request.getHeader(AlipayHeader.CLIENT_ID);
    message
        .flatMap(fields -> fields.paymentRequestId())
        .ifPresent(id -> exchange.paymentRequestId(id));
    long deadline = exchange.startedNanos() + route.api().deadline().toNanos();
    return new VerifiedCall(
        verified, route, clientId, signedPath, body, request.headers(), message, deadline);
  }

  private void count(String verdict, Exchange exchange) {
    exchange.verdict(verdict);
    metrics.verification(Direction.INBOUND, verdict);
  }
}
