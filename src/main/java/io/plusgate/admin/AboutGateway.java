package io.plusgate.admin;

import io.plusgate.config.GatewayConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** What does not change while a gateway runs, and its alarms: for whoever asks what this is. */
public record AboutGateway(
    String version, GatewayConfig config, List<KeyCard> keys, Instant startedAt, Alarms alarms) {
  public AboutGateway {
    keys = List.copyOf(keys);
  }

  JsonObject keysJson(Instant now) {
    var list = new JsonArray();
    keys.forEach(key -> list.add(key.json(now)));
    return new JsonObject().put("keys", list);
  }

  JsonObject alarmsJson() {
    return alarms.json(startedAt);
  }
}
