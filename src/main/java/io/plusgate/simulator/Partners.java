package io.plusgate.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The partners by Client-Id, and where each is reached now. */
final class Partners {
  private final Map<String, SimulatedClient> byClientId = new ConcurrentHashMap<>();

  Partners(Collection<SimulatedClient> clients) {
    clients.forEach(client -> byClientId.put(client.clientId(), client));
  }

  Optional<SimulatedClient> find(String clientId) {
    return Optional.ofNullable(byClientId.get(clientId));
  }

  List<SimulatedClient> all() {
    return List.copyOf(byClientId.values());
  }

  void reach(String clientId, PartnerUrls urls) {
    byClientId.computeIfPresent(clientId, (id, client) -> client.withUrls(urls));
  }
}
