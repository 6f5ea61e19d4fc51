package io.plusgate.rehearse;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Reading JSON that may be anything. */
final class Texts {
  private static final int LONGEST = 120;

  private Texts() {}

  /** The object in this text, or an empty one. */
  static JsonObject json(String text) {
    try {
      return text.isBlank() ? new JsonObject() : new JsonObject(text);
    } catch (DecodeException | ClassCastException noObject) {
      return new JsonObject();
    }
  }

  /** The text at this dotted place, or "". */
  static String text(JsonObject json, String place) {
    JsonObject at = json;
    String[] names = place.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      if (!(at.getValue(names[i]) instanceof JsonObject below)) {
        return "";
      }
      at = below;
    }
    Object value = at.getValue(names[names.length - 1]);
    return value == null ? "" : value.toString();
  }

  static JsonArray array(JsonObject json, String name) {
    return json.getValue(name) instanceof JsonArray array ? array : new JsonArray();
  }

  static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").trim();
    if (line.isEmpty()) {
      return "nothing";
    }
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
  }

  static JsonObject yen(String value) {
    return new JsonObject().put("value", value).put("currency", "JPY");
  }
}
