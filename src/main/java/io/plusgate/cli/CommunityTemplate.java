package io.plusgate.cli;

import io.plusgate.config.RouteConfig;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import io.plusgate.signature.KeyReader;
import io.plusgate.signature.KeyUnreadableException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code alipayplus-config.json} that the community's generator writes: what is usable of it,
 * and what is left out because it is known to be wrong.
 */
final class CommunityTemplate {
  private final JsonObject root;

  private CommunityTemplate(JsonObject root) {
    this.root = root;
  }

  static CommunityTemplate read(Path file) {
    try {
      JsonObject json = new JsonObject(Buffer.buffer(KeyInput.bytes(file)));
      return new CommunityTemplate(
          Optional.ofNullable(json.getJsonObject("alipayplus"))
              .orElseThrow(() -> ExitException.usage(file + ": no key alipayplus at the top")));
    } catch (DecodeException | ClassCastException notJson) {
      throw ExitException.usage(file + ": not the community's alipayplus-config.json");
    }
  }

  Optional<String> text(String... path) {
    JsonObject at = root;
    for (int i = 0; i < path.length - 1; i++) {
      if (!(at.getValue(path[i]) instanceof JsonObject inner)) {
        return Optional.empty();
      }
      at = inner;
    }
    return at.getValue(path[path.length - 1]) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  Optional<Role> role() {
    return text("role").map(CommunityTemplate::role);
  }

  private static Role role(String text) {
    try {
      return Role.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException other) {
      throw ExitException.usage("alipayplus.role: " + text + " (expected: ACQP or MPP)");
    }
  }

  Optional<String> environment() {
    return text("environment").map(environment -> environment.toLowerCase(Locale.ROOT));
  }

  /** The key, unless it is only the template's placeholder. */
  Optional<String> privateKey() {
    return text("credentials", "privateKey").filter(CommunityTemplate::isPrivateKey);
  }

  Optional<String> alipayPlusPublicKey() {
    return text("credentials", "alipayPlusPublicKey").filter(CommunityTemplate::isPublicKey);
  }

  /** The addresses that Alipay+ calls, as far as the documents know such a call. */
  List<RouteConfig> routes(Role role) {
    String[] place =
        switch (role) {
          case ACQP -> new String[] {"webhooks", "acqp"};
          case MPP -> new String[] {"gateway", "mpp"};
        };
    var routes = new ArrayList<RouteConfig>();
    for (var api : ApiCatalog.apis(role, Direction.INBOUND)) {
      text(place[0], place[1], api.name())
          .map(address -> address.replaceFirst("^[a-z]+://[^/]*", ""))
          .filter(path -> path.startsWith("/"))
          .ifPresent(path -> routes.add(RouteConfig.of(path, api.name(), "/" + api.name())));
    }
    return routes;
  }

  /** What a person should know about the values that were left out. */
  List<String> leftOut() {
    var notes = new ArrayList<String>();
    text("signConfig", "signatureFormat")
        .ifPresent(
            form ->
                notes.add(
                    "signatureFormat "
                        + form
                        + ": not taken; Alipay+'s samples are Base64, percent-encoded"));
    if (root.getValue("business") != null) {
      notes.add("business (currency, timeout, retryTimes): not taken; each API has its own limit");
    }
    if (text("credentials", "privateKey").isPresent() && privateKey().isEmpty()) {
      notes.add("credentials.privateKey: a placeholder; a new key pair was made");
    }
    return notes;
  }

  private static boolean isPrivateKey(String text) {
    try {
      return KeyReader.privateKey(text.getBytes(StandardCharsets.UTF_8)).bits() > 0;
    } catch (KeyUnreadableException placeholder) {
      return false;
    }
  }

  private static boolean isPublicKey(String text) {
    try {
      return KeyReader.publicKey(text.getBytes(StandardCharsets.UTF_8)).bits() > 0;
    } catch (KeyUnreadableException placeholder) {
      return false;
    }
  }
}
