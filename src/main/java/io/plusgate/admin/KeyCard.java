package io.plusgate.admin;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What may be told of a key or certificate in use; never the key.
 *
 * @param use what it is for, in words
 * @param owner the client, or the listener, that it belongs to
 * @param keyVersion of a signing key; nothing of a certificate
 * @param bits of an RSA key; 0 of any other
 * @param fingerprint SHA-256 in hex, of the public key or of the certificate
 * @param notAfter when it ends; plain keys have no end
 */
public record KeyCard(
    Use use,
    String owner,
    Optional<String> keyVersion,
    int bits,
    String fingerprint,
    String file,
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

  JsonObject json(Instant now) {
    var json = new JsonObject().put("use", Asked.word(use)).put("owner", owner);
    keyVersion.ifPresent(version -> json.put("keyVersion", version));
    if (bits > 0) {
      json.put("bits", bits);
    }
    json.put("fingerprint", fingerprint).put("file", file);
    notAfter.ifPresent(end -> json.put("notAfter", end.toString()));
    left(now).ifPresent(left -> json.put("daysLeft", left.toDays()));
    return json;
  }
}
