package io.plusgate.cli;

import io.plusgate.config.ClientConfig;
import io.plusgate.config.KeyState;
import io.plusgate.config.PublicKeyConfig;
import io.plusgate.signature.KeyReader;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the keys of a client stand on their way, and what the next step is. */
final class KeyWalk {
  private static final String UNKNOWN = "last use not known: the gateway did not answer";

  private final ClientConfig client;
  private final Optional<KeyUse> use;
  private final Instant now;

  /**
   * @param use what a running gateway says, if one answered
   */
  KeyWalk(ClientConfig client, Optional<KeyUse> use, Instant now) {
    this.client = client;
    this.use = use;
    this.now = now;
  }

  JsonObject json() {
    var list = new JsonArray();
    lines().forEach(line -> list.add(line.json()));
    return new JsonObject()
        .put("clientId", client.clientId())
        .put("keys", list)
        .put("next", new JsonArray(List.of(nextOfOurs(), nextOfTheirs())));
  }

  void print(PrintWriter out) {
    out.println(client.clientId());
    var table = new Table("WHOSE", "KEYVERSION", "STATE", "FILE", "");
    lines()
        .forEach(
            one -> table.row(one.whose(), one.keyVersion(), one.state(), one.file(), one.use()));
    table.print(out);
    out.println();
    out.println("ours:      " + nextOfOurs());
    out.println("Alipay+'s: " + nextOfTheirs());
  }

  private record Line(String whose, String keyVersion, String state, String file, String use) {
    JsonObject json() {
      return new JsonObject()
          .put("whose", whose)
          .put("keyVersion", keyVersion)
          .put("state", state)
          .put("file", file)
          .put("use", use);
    }
  }

  private Stream<Line> lines() {
    String ours = KeyReader.privateKey(client.privateKey().content()).fingerprint();
    var signs =
        new Line("ours", client.keyVersion(), "active", client.privateKey().toString(), used(ours));
    return Stream.concat(Stream.of(signs), theirs().map(this::line));
  }

  private Line line(PublicKeyConfig key) {
    String state = key.state().name().toLowerCase(Locale.ROOT);
    String used = used(TheirKeys.fingerprint(key));
    return new Line("Alipay+'s", key.keyVersion(), state, key.file().toString(), used);
  }

  private String used(String fingerprint) {
    return use.map(told -> told.words(fingerprint, now)).orElse(UNKNOWN);
  }

  private String nextOfOurs() {
    return "plusgate keys generate a new pair, enter its public half in Developer Center, then"
        + " keys rotate --to FILE; --back takes a change back";
  }

  private String nextOfTheirs() {
    return first(KeyState.STAGED)
        .map(this::nextOfStaged)
        .or(() -> first(KeyState.RETIRING).map(this::nextOfRetiring))
        .or(() -> first(KeyState.REVOKED).map(KeyWalk::nextOfRevoked))
        .orElse("keys rotate --add FILE --key-version V, once Alipay+ has announced a new one");
  }

  private String nextOfStaged(PublicKeyConfig key) {
    boolean seen = use.flatMap(told -> told.last(TheirKeys.fingerprint(key))).isPresent();
    return seen
        ? "keys rotate --activate " + key.keyVersion() + "; Alipay+ signs with it"
        : "wait until Alipay+ signs with " + key.keyVersion();
  }

  private String nextOfRetiring(PublicKeyConfig key) {
    return "keys rotate --revoke "
        + key.keyVersion()
        + ", once it has not been used for a day; refused before";
  }

  private static String nextOfRevoked(PublicKeyConfig key) {
    return "remove " + key.keyVersion() + " after a day without bad_signature in the metrics";
  }

  private Optional<PublicKeyConfig> first(KeyState state) {
    return theirs().filter(key -> key.state() == state).findFirst();
  }

  private Stream<PublicKeyConfig> theirs() {
    return client.alipayPlus().publicKeys().stream();
  }
}
