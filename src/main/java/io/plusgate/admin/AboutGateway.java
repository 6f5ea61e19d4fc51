package io.plusgate.admin;

import io.plusgate.config.GatewayConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What a gateway is, for whoever asks.
 *
 * @param inForce the configuration at this moment
 * @param cards the keys and certificates at this moment
 * @param lastUse when a key of this fingerprint was last used in a direction
 */
public record AboutGateway(
    String version,
    Supplier<GatewayConfig> inForce,
    Supplier<List<KeyCard>> cards,
    BiFunction<String, String, Optional<Instant>> lastUse,
    Instant startedAt,
    Alarms alarms) {

  GatewayConfig config() {
    return inForce.get();
  }

  List<KeyCard> keys() {
    return cards.get();
  }

  JsonObject keysJson(Instant now) {
    var list = new JsonArray();
    keys().forEach(key -> list.add(key.json(now, lastUse)));
    return new JsonObject().put("since", startedAt.toString()).put("keys", list);
  }

  JsonObject alarmsJson() {
    return alarms.json(startedAt);
  }
}
