package io.plusgate.admin;

import io.plusgate.config.KeyState;
import io.plusgate.protocol.Direction;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What may be told of a key or certificate in use; never the key.
 *
 * @param use what it is for, in words
 * @param owner the client, or the listener, that it belongs to
 * @param keyVersion of a signing key; nothing of a certificate
 * @param bits of an RSA key; 0 of any other
 * @param fingerprint SHA-256 in hex, of the public key or of the certificate
 * @param state of a signing or verifying key
 * @param notAfter when it ends; plain keys have no end
 */
public record KeyCard(
    Use use,
    String owner,
    Optional<String> keyVersion,
    int bits,
    String fingerprint,
    String file,
    Optional<KeyState> state,
    Optional<Instant> notAfter) {

  /** What a key is for. */
  public enum Use {
    /** Ours: signs what we send. */
    SIGN,
    /** Alipay+'s: verifies what it sends. */
    VERIFY,
    /** Shown to whoever connects to a listener. */
    CERTIFICATE
  }

  Optional<Duration> left(Instant now) {
    return notAfter.map(end -> Duration.between(now, end));
  }

  /**
   * @param lastUse when a key of this fingerprint was last used in a direction
   */
  JsonObject json(Instant now, BiFunction<String, String, Optional<Instant>> lastUse) {
    var json = new JsonObject().put("use", Asked.word(use)).put("owner", owner);
    keyVersion.ifPresent(version -> json.put("keyVersion", version));
    if (bits > 0) {
      json.put("bits", bits);
    }
    json.put("fingerprint", fingerprint).put("file", file);
    state.ifPresent(
        stands -> json.put("state", Asked.word(stands)).put("lastUsed", lastUsed(lastUse)));
    notAfter.ifPresent(end -> json.put("notAfter", end.toString()));
    left(now).ifPresent(left -> json.put("daysLeft", left.toDays()));
    return json;
  }

  /** By direction; empty when it was not used since the start. */
  private JsonObject lastUsed(BiFunction<String, String, Optional<Instant>> lastUse) {
    var json = new JsonObject();
    for (var direction : Direction.values()) {
      lastUse
          .apply(fingerprint, direction.label())
          .ifPresent(at -> json.put(direction.label(), at.toString()));
    }
    return json;
  }
}
