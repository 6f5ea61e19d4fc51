package io.plusgate.config;

import io.plusgate.config.YamlNode.Entry;
import io.plusgate.config.YamlNode.Mapping;
import io.plusgate.config.YamlNode.Scalar;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a section stands in the file.
 *
 * @param path as the operator finds it, e.g. {@code clients[0]}
 * @param pattern as the documentation names it, e.g. {@code clients[]}
 */
record Place(String path, String pattern, Mapping mapping) {
  private static final Pattern ELEMENT = Pattern.compile("[^\\[]+\\[\\d{1,6}]");

  static Place top(Mapping mapping) {
    return new Place("", "", mapping);
  }

  static Mapping nothing(int line) {
    return new Mapping(Map.of(), line);
  }

  String at(String name) {
    return join(path, name);
  }

  String patternOf(String name) {
    return join(pattern, name);
  }

  /** What stands behind a key; a key with nothing behind it is a key that was left out. */
  Optional<Entry> entry(String name) {
    return Optional.ofNullable(mapping.entries().get(name))
        .filter(entry -> !(entry.value() instanceof Scalar scalar && scalar.text().isEmpty()));
  }

  /** The line of a key below this place, or of the nearest mapping around where it is missing. */
  int line(String relativePath) {
    int dot = relativePath.indexOf('.');
    String first = dot < 0 ? relativePath : relativePath.substring(0, dot);
    String rest = dot < 0 ? "" : relativePath.substring(dot + 1);
    // The operator's own names, such as a schedule's, may have any character.
    boolean isElement = ELEMENT.matcher(first).matches();
    int bracket = isElement ? first.lastIndexOf('[') : -1;
    Entry entry = mapping.entries().get(isElement ? first.substring(0, bracket) : first);
    if (entry == null) {
      return mapping.line();
    }
    YamlNode node = bracket < 0 ? entry.value() : element(entry.value(), first, bracket);
    if (node instanceof Mapping below && !rest.isEmpty()) {
      return new Place("", "", below).line(rest);
    }
    return bracket < 0 ? entry.line() : node.line();
  }

  private static YamlNode element(YamlNode list, String first, int bracket) {
    int index = Integer.parseInt(first.substring(bracket + 1, first.length() - 1));
    return list instanceof YamlNode.Sequence sequence && index < sequence.items().size()
        ? sequence.items().get(index)
        : list;
  }

  private static String join(String parent, String name) {
    return parent.isEmpty() ? name : parent + "." + name;
  }
}
