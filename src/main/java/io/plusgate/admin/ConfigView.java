package io.plusgate.admin;

import io.plusgate.config.AddressRange;
import io.plusgate.config.Durations;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.HttpVersion;
import io.plusgate.config.KeyFile;
import io.plusgate.config.SecretFile;
import io.plusgate.config.StoreConfig.Engine;
import io.plusgate.protocol.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/config}: the configuration in force, defaults included, under the names of the
 * file. Of secrets and keys only the file's name is told: what may be told is listed here by type,
 * so that a new kind of secret is an error and not a leak.
 */
final class ConfigView {
  private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

  private ConfigView() {}

  static JsonObject of(GatewayConfig config) {
    return members(config);
  }

  private static JsonObject members(Record section) {
    var json = new JsonObject();
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      var value = read(section, component);
      if (component.getName().equals("insecure") && value.equals(false)) {
        continue; // two of the listeners have no such key
      }
      if (component.getName().equals("allowFrom") && value.equals(List.of())) {
        continue; // likewise, and where it is empty it is no key
      }
      if (value instanceof Engine engine) {
        json.put("type", engine.match(embedded -> "embedded", postgreSql -> "postgresql"));
        members((Record) engine).forEach(own -> json.put(own.getKey(), own.getValue()));
      } else {
        put(json, fileName(section, component.getName()), value);
      }
    }
    return json;
  }

  private static void put(JsonObject json, String name, Object value) {
    Object told = told(value);
    int dot = name.indexOf('.');
    if (told instanceof JsonObject table && name.equals("*")) {
      table.forEach(entry -> json.put(entry.getKey(), entry.getValue()));
    } else if (dot > 0) {
      json.put(name.substring(0, dot), new JsonObject().put(name.substring(dot + 1), told));
    } else if (told != null) {
      json.put(name, told);
    }
  }

  private static @Nullable Object told(Object value) {
    if (value instanceof Optional<?> some) {
      return some.isPresent() ? told(some.get()) : null;
    } else if (value instanceof SecretFile secret) {
      return masked(secret.path());
    } else if (value instanceof KeyFile key) {
      return masked(key.path());
    } else if (value instanceof AddressRange range) {
      return range.toString();
    } else if (value instanceof Duration duration) {
      return Durations.format(duration);
    } else if (value instanceof URI uri) {
      return USER_INFO.matcher(uri.toString()).replaceFirst("//***@");
    } else if (value instanceof HttpVersion version) {
      return version.text();
    } else if (value instanceof Role role) {
      return role.name();
    } else if (value instanceof Enum<?> choice) {
      return Asked.word(choice);
    } else if (value instanceof List<?> list) {
      var all = new JsonArray();
      list.forEach(one -> all.add(told(one)));
      return all;
    } else if (value instanceof Map<?, ?> map) {
      var table = new JsonObject();
      map.forEach((name, one) -> table.put(name.toString(), told(one)));
      return table;
    } else if (value instanceof Record section) {
      return members(section);
    } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    } else if (value instanceof java.nio.file.Path path) {
      return path.toString();
    }
    throw new IllegalStateException("no word on how to show a " + value.getClass().getName());
  }

  private static String masked(java.nio.file.Path path) {
    return "(content of " + path + ")";
  }

  /** Where the file's name for it is not the component's. */
  private static String fileName(Record section, String component) {
    return switch (section.getClass().getSimpleName() + "." + component) {
      case "AlipayPlusConfig.http" -> "httpVersion";
      case "InquiryConfig.cancelGaps" -> "cancel.gaps";
      case "DeadlinesConfig.byApi" -> "*";
      case "ScheduleConfig.forTime" -> "for";
      default -> component;
    };
  }

  private static Object read(Record section, RecordComponent component) {
    try {
      return component.getAccessor().invoke(section);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(component + " of a public record", impossible);
    }
  }
}
