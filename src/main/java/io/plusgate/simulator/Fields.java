package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads a partner's body: a field by the dotted name of its place. */
final class Fields {
  private Fields() {}

  /** The scalar at this place as text; nothing when it is absent, null or no scalar. */
  static Optional<String> text(JsonObject body, String place) {
    int dot = place.indexOf('.');
    if (dot < 0) {
      Object value = body.getValue(place);
      boolean scalar =
          value instanceof String || value instanceof Number || value instanceof Boolean;
      return scalar ? Optional.of(String.valueOf(value)) : Optional.empty();
    }
    return object(body, place.substring(0, dot))
        .flatMap(child -> text(child, place.substring(dot + 1)));
  }

  static Optional<JsonObject> object(JsonObject body, String name) {
    return body.getValue(name) instanceof JsonObject child ? Optional.of(child) : Optional.empty();
  }

  static Optional<Amount> amount(JsonObject body, String name) {
    return object(body, name)
        .flatMap(
            amount ->
                text(amount, "value")
                    .flatMap(
                        value ->
                            text(amount, "currency")
                                .flatMap(currency -> Amount.parse(value, currency))));
  }

  /** Where a partner wants to be called; nothing when nobody can be called there. */
  static Optional<URI> url(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(url -> "http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          .filter(url -> url.getHost() != null);
    } catch (URISyntaxException nowhere) {
      return Optional.empty();
    }
  }

  static JsonObject of(Amount amount) {
    return new JsonObject()
        .put("value", Long.toString(amount.value()))
        .put("currency", amount.currency());
  }
}
