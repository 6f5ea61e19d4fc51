package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** When a running gateway last used a key, as {@code GET /api/v1/keys} tells it. */
final class KeyUse {
  private final JsonObject told;

  KeyUse(JsonObject told) {
    this.told = told;
  }

  /** How long it has been watching. */
  Duration watching(Instant now) {
    return Duration.between(Instant.parse(told.getString("since")), now);
  }

  /** The last use of that key in either direction; nothing when there was none since the start. */
  Optional<Instant> last(String fingerprint) {
    return told.getJsonArray("keys").stream()
        .map(JsonObject.class::cast)
        .filter(key -> fingerprint.equals(key.getString("fingerprint")))
        .flatMap(key -> key.getJsonObject("lastUsed", new JsonObject()).stream())
        .map(direction -> Instant.parse(direction.getValue().toString()))
        .max(Comparator.naturalOrder());
  }

  /** For a person who waits for it to move, or to stand still. */
  String words(String fingerprint, Instant now) {
    return last(fingerprint)
        .map(at -> "used " + Times.length(Duration.between(at, now)) + " ago")
        .orElseGet(() -> "not used since the start, " + Times.length(watching(now)) + " ago");
  }
}
