package io.plusgate.outbound;

import io.plusgate.http.Problem;
import io.plusgate.protocol.AlipayHeader;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;

/** Which client a call of the backend is for: the header names one when there are several. */
final class ClientChoice {
  private final Set<String> clients;

  ClientChoice(Set<String> clients) {
    this.clients = Set.copyOf(clients);
  }

  Optional<Problem> refuse(HttpServerRequest request) {
    String named = request.getHeader(AlipayHeader.CLIENT_ID);
    if (named == null) {
      return clients.size() > 1
          ? Optional.of(Problems.clientRequired(clients.size()))
          : Optional.empty();
    }
    return clients.contains(named) ? Optional.empty() : Optional.of(Problems.clientUnknown());
  }

  /** Of a request that was not refused. */
  String of(HttpServerRequest request) {
    String named = request.getHeader(AlipayHeader.CLIENT_ID);
    return named != null ? named : clients.iterator().next();
  }
}
