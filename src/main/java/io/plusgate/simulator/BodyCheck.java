package io.plusgate.simulator;

import io.plusgate.protocol.MessageReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that hold for every body: every scalar is a string, nothing unused is {@code ""}. */
final class BodyCheck {
  private BodyCheck() {}

  /** The body as an object, or nothing when it is not one that all readers understand alike. */
  static Optional<JsonObject> parse(byte[] body) {
    if (MessageReader.read(body).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new JsonObject(Buffer.buffer(body)));
    } catch (DecodeException malformed) {
      return Optional.empty();
    }
  }

  /** The places whose value is a number or a boolean. */
  static List<String> nonStrings(JsonObject body) {
    var found = new ArrayList<String>();
    walk(
        "",
        body,
        (place, value) -> {
          if (value instanceof Number || value instanceof Boolean) {
            found.add(place);
          }
        });
    return found;
  }

  /** The places whose value is an empty string: Alipay+ says it may cause an error. */
  static List<String> empties(JsonObject body) {
    var found = new ArrayList<String>();
    walk(
        "",
        body,
        (place, value) -> {
          if ("".equals(value)) {
            found.add(place);
          }
        });
    return found;
  }

  /** What happens at each scalar. */
  private interface Visitor {
    void visit(String place, Object value);
  }

  private static void walk(String place, Object value, Visitor visitor) {
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, Object> field : object) {
        String inside = place.isEmpty() ? field.getKey() : place + "." + field.getKey();
        walk(inside, field.getValue(), visitor);
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        walk(place + "[" + i + "]", array.getValue(i), visitor);
      }
    } else if (value != null) {
      visitor.visit(place, value);
    }
  }
}
