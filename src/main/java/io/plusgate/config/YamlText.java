package io.plusgate.config;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML file of which single values are changed for a person: all else stays as they wrote it,
 * comments, order and quotes included. Places are given as keys ({@code String}) and positions
 * ({@code Integer}), from the top.
 */
public final class YamlText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./@+-]*");

  private final String text;

  /** The text as it stands; read anew for every change. */
  public YamlText(String text) {
    this.text = text;
  }

  /**
   * With another value there; a key that is missing is added to its mapping.
   *
   * @throws IllegalArgumentException when there is no such mapping, or the value comes from the
   *     environment and is not this file's to change
   */
  public YamlText set(String value, Object... place) {
    var mapping = node(List.of(place).subList(0, place.length - 1));
    String key = String.valueOf(place[place.length - 1]);
    if (!(mapping instanceof MappingNode parent)) {
      throw missing(List.of(place));
    }
    return child(parent, key)
        .map(old -> replace(old, value, key))
        .orElseGet(() -> insert(parent, key, value));
  }

  /**
   * With one more entry at the end of the sequence there.
   *
   * @throws IllegalArgumentException when there is no such sequence, or it is empty
   */
  public YamlText add(Map<String, String> entry, Object... place) {
    var node = node(List.of(place));
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
      throw missing(List.of(place));
    }
    String mapping =
        entry.entrySet().stream()
            .map(one -> one.getKey() + ": " + written(one.getValue()))
            .collect(Collectors.joining(", ", "{ ", " }"));
    int end = end(last(sequence));
    if (sequence.getFlowStyle() == FlowStyle.FLOW) {
      return inserted(end, ", " + mapping);
    }
    int column = sequence.getStartMark().getColumn();
    return inserted(lineEnd(end), "\n" + " ".repeat(column) + "- " + mapping);
  }

  /** The text with all changes. */
  public String text() {
    return text;
  }

  private YamlText replace(Node old, String value, String key) {
    int from = index(old.getStartMark());
    int to = end(old);
    String found = text.substring(from, to);
    if (!(old instanceof ScalarNode) || found.contains("${")) {
      throw new IllegalArgumentException(
          key + ": " + found + " (expected: a plain value; change it where it comes from)");
    }
    return new YamlText(text.substring(0, from) + written(value) + text.substring(to));
  }

  private YamlText insert(MappingNode mapping, String key, String value) {
    String pair = key + ": " + written(value);
    if (mapping.getFlowStyle() == FlowStyle.FLOW) {
      return inserted(end(last(mapping)), ", " + pair);
    }
    String indent = " ".repeat(mapping.getStartMark().getColumn());
    return mapping.getValue().stream()
        .map(NodeTuple::getValueNode)
        .filter(YamlText::endsOnItsLine)
        .reduce((earlier, later) -> later)
        .map(after -> inserted(lineEnd(end(after)), "\n" + indent + pair))
        .orElseGet(() -> inserted(index(mapping.getStartMark()), pair + "\n" + indent));
  }

  private YamlText inserted(int at, String more) {
    return new YamlText(text.substring(0, at) + more + text.substring(at));
  }

  private Node node(List<Object> place) {
    Node node = top();
    for (Object step : place) {
      node = child(node, step).orElseThrow(() -> missing(place));
    }
    return node;
  }

  private Node top() {
    try {
      var top = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      return Optional.ofNullable(top).orElseThrow(() -> missing(List.of()));
    } catch (YAMLException notYaml) {
      throw new IllegalArgumentException("no YAML (expected: a configuration)", notYaml);
    }
  }

  private static Optional<Node> child(Node node, Object step) {
    if (node instanceof SequenceNode sequence && step instanceof Integer position) {
      var nodes = sequence.getValue();
      return position < nodes.size() ? Optional.of(nodes.get(position)) : Optional.empty();
    }
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .filter(one -> one.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step))
          .map(NodeTuple::getValueNode)
          .findFirst();
    }
    return Optional.empty();
  }

  /** Where it really ends: the parser lets blocks reach to whatever comes next. */
  private int end(Node node) {
    boolean block =
        node instanceof CollectionNode<?> some
            && some.getFlowStyle() != FlowStyle.FLOW
            && !some.getValue().isEmpty();
    return block ? end(last(node)) : index(node.getEndMark());
  }

  private static Node last(Node collection) {
    if (collection instanceof MappingNode mapping) {
      return mapping.getValue().get(mapping.getValue().size() - 1).getValueNode();
    }
    var nodes = ((SequenceNode) collection).getValue();
    return nodes.get(nodes.size() - 1);
  }

  private static boolean endsOnItsLine(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() != ScalarStyle.LITERAL
        && scalar.getScalarStyle() != ScalarStyle.FOLDED;
  }

  private int lineEnd(int from) {
    int newline = text.indexOf('\n', from);
    int end = newline < 0 ? text.length() : newline;
    return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  private int index(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }

  private static String written(String value) {
    return PLAIN.matcher(value).matches()
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static IllegalArgumentException missing(List<Object> place) {
    return new IllegalArgumentException(
        place + ": not found (expected: written out in this file; change it by hand)");
  }
}
