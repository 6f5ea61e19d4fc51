package io.plusgate.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One value that two configurations do not share.
 *
 * @param a what the first one says, {@code -} when it has none; of a secret only the file's name
 */
public record ConfigDifference(String key, String a, String b) {
  private static final String NONE = "-";

  /** All of them, in the order of their keys. */
  public static List<ConfigDifference> between(GatewayConfig a, GatewayConfig b) {
    Map<String, Object> first = flat(a);
    Map<String, Object> second = flat(b);
    var keys = new TreeSet<>(first.keySet());
    keys.addAll(second.keySet());
    var differences = new ArrayList<ConfigDifference>();
    for (String key : keys) {
      Object left = first.getOrDefault(key, NONE);
      Object right = second.getOrDefault(key, NONE);
      if (!left.equals(right)) {
        String one = ConfigValue.text(left);
        String other = ConfigValue.text(right);
        String note = one.equals(other) ? " (other content)" : "";
        differences.add(new ConfigDifference(key, one, other + note));
      }
    }
    return differences;
  }

  private static Map<String, Object> flat(GatewayConfig config) {
    var values = new TreeMap<String, Object>();
    put(values, "", config);
    return values;
  }

  private static void put(Map<String, Object> values, String at, Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(inner -> put(values, at, inner));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        put(values, at + "[" + i + "]", list.get(i));
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> put(values, at + "." + name, inner));
    } else if (value instanceof Record
        && !(value instanceof KeyFile
            || value instanceof SecretFile
            || value instanceof AddressRange)) {
      for (RecordComponent part : value.getClass().getRecordComponents()) {
        String name = at.isEmpty() ? part.getName() : at + "." + part.getName();
        put(values, name, read(part, value));
      }
    } else {
      values.put(at, value);
    }
  }

  private static Object read(RecordComponent part, Object record) {
    try {
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("a record of ours hides " + part.getName(), impossible);
    }
  }
}
