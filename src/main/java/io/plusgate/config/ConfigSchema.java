package io.plusgate.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * The JSON Schema of the gateway's configuration, for editors that complete and check while one
 * types. It knows shapes and words; what has to hold between values only {@link ConfigReader} says.
 */
public final class ConfigSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ConfigSchema() {}

  /** The schema as JSON text. */
  public static String json() {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Plusgate configuration");
    schema.setAll(mapping("", ConfigReader.gatewayKeys()));
    try {
      return MAPPER.writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of our own can not be written", impossible);
    }
  }

  private static ObjectNode mapping(String parent, List<ConfigKey> keys) {
    ObjectNode mapping = JSON.objectNode().put("type", "object");
    ObjectNode properties = JSON.objectNode();
    ArrayNode required = JSON.arrayNode();
    ObjectNode others = null;
    for (ConfigKey key : children(parent, keys)) {
      String name = key.path().substring(parent.isEmpty() ? 0 : parent.length() + 1);
      if (name.equals("*")) {
        others = value(key, keys);
        continue;
      }
      properties.set(name, value(key, keys));
      if (key.required()) {
        required.add(name);
      }
    }
    if (!properties.isEmpty()) {
      mapping.set("properties", properties);
    }
    if (!required.isEmpty()) {
      mapping.set("required", required);
    }
    mapping.set("additionalProperties", others == null ? JSON.booleanNode(false) : others);
    return mapping;
  }

  private static List<ConfigKey> children(String parent, List<ConfigKey> keys) {
    String prefix = parent.isEmpty() ? "" : parent + ".";
    return keys.stream()
        .filter(key -> key.path().startsWith(prefix))
        .filter(key -> key.path().indexOf('.', prefix.length()) < 0)
        .toList();
  }

  private static ObjectNode value(ConfigKey key, List<ConfigKey> keys) {
    ObjectNode schema =
        switch (key.kind()) {
          case SECTION -> mapping(key.path(), keys);
          case SECTIONS -> list(mapping(key.path() + "[]", keys));
          case DURATIONS -> list(text("^([0-9]+(ms|s|m|h|d)|.*\\$\\{.*)$"));
          case ADDRESSES, TEXTS -> list(anyScalar());
          case DURATION -> text("^([0-9]+(ms|s|m|h|d)|.*\\$\\{.*)$");
          case NUMBER -> either("integer", "^([0-9]+|.*\\$\\{.*)$");
          case FRACTION -> either("number", "^([01](\\.[0-9]+)?|.*\\$\\{.*)$");
          case SIZE -> either("integer", "^([0-9]+(KiB|MiB)?|.*\\$\\{.*)$");
          case YES_NO -> either("boolean", "^.*\\$\\{.*$");
          case CHOICE -> choice(key.choices());
          case TEXT, URL, PATH, FILE, SECRET -> anyScalar();
        };
    return key.help().isEmpty() ? schema : schema.put("description", key.help());
  }

  private static ObjectNode list(ObjectNode items) {
    ObjectNode list = JSON.objectNode().put("type", "array");
    list.set("items", items);
    return list;
  }

  private static ObjectNode text(String pattern) {
    return JSON.objectNode().put("type", "string").put("pattern", pattern);
  }

  private static ObjectNode either(String type, String pattern) {
    ObjectNode either = JSON.objectNode();
    either.set("type", JSON.arrayNode().add(type).add("string"));
    return either.put("pattern", pattern);
  }

  // YAML takes 2 or 1.1 for numbers and off for false; we read the text that was typed.
  private static ObjectNode choice(List<String> words) {
    ObjectNode choice = JSON.objectNode();
    ArrayNode any = choice.putArray("anyOf");
    ArrayNode allowed = JSON.arrayNode();
    words.forEach(allowed::add);
    words.stream()
        .filter(word -> word.matches("[0-9.]+"))
        .forEach(word -> allowed.add(JSON.numberNode(new BigDecimal(word))));
    if (words.contains("off")) {
      allowed.add(false);
    }
    any.addObject().set("enum", allowed);
    any.add(text("\\$\\{"));
    return choice;
  }

  private static ObjectNode anyScalar() {
    ObjectNode scalar = JSON.objectNode();
    scalar.set("type", JSON.arrayNode().add("string").add("number").add("boolean"));
    return scalar;
  }
}
