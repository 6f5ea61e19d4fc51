package io.plusgate.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.plusgate.config.YamlNode.Entry;
import io.plusgate.config.YamlNode.Mapping;
import io.plusgate.config.YamlNode.Scalar;
import io.plusgate.config.YamlNode.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns YAML text into nodes that know their line. Every scalar stays the text that was typed, so
 * that an id of nineteen digits is never a number; anchors, aliases and {@code <<} are resolved.
 */
final class YamlFile {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final int DEEPEST = 32;
  private static final int LONGEST_KEY = 200;

  /** Each alias counts as all that it stands for: a thousand clients have far fewer. */
  private static final int MOST_VALUES = 50_000;

  private static final String MERGE = "<<";

  private final YAMLParser parser;
  private final Findings findings;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int values;

  private YamlFile(YAMLParser parser, Findings findings) {
    this.parser = parser;
    this.findings = findings;
  }

  /** The mapping at the top of the text; nothing when there is none, which then is a finding. */
  static Optional<Mapping> parse(String text, Findings findings) {
    try (YAMLParser parser = YAML.createParser(text)) {
      return new YamlFile(parser, findings).document();
    } catch (JacksonException notYaml) {
      var complaint = YamlComplaint.of(notYaml.getOriginalMessage(), text);
      findings.wrong("", complaint.words(), complaint.line());
    } catch (Refusal refused) {
      findings.wrong("", String.valueOf(refused.getMessage()), refused.line);
    } catch (IOException impossible) {
      throw new UncheckedIOException("text can not fail to be read", impossible);
    }
    return Optional.empty();
  }

  private Optional<Mapping> document() throws IOException {
    if (parser.nextToken() == null) {
      findings.wrong("", "is empty (expected: keys with values)", 0);
      return Optional.empty();
    }
    YamlNode top = node("", 0);
    if (parser.nextToken() != null) {
      findings.wrong("", "has a second document (expected: one, without a --- inside)", line());
    }
    return top.match(scalar -> notAMapping(top), Optional::of, sequence -> notAMapping(top));
  }

  private Optional<Mapping> notAMapping(YamlNode top) {
    String text = "is " + top.kind() + " (expected: keys with values)";
    findings.wrong("", text, top.line());
    return Optional.empty();
  }

  private YamlNode node(String path, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new Refusal("is nested too deep (expected: at most 32 levels)", line());
    }
    if (parser.isCurrentAlias()) {
      return alias(path);
    }
    Object anchor = parser.getObjectId();
    int before = values;
    count(1);
    YamlNode node = fresh(path, depth);
    if (anchor != null) {
      anchors.put(anchor.toString(), new Anchored(node, values - before));
    }
    return node;
  }

  private void count(int more) {
    values += more;
    if (values > MOST_VALUES) {
      throw new Refusal(
          "has more than "
              + MOST_VALUES
              + " values, those behind aliases included (expected: less)",
          line());
    }
  }

  private YamlNode fresh(String path, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(path, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(path, depth);
    }
    boolean nothing = token == JsonToken.VALUE_NULL;
    return new Scalar(nothing ? Optional.empty() : Optional.of(parser.getText()), line());
  }

  private YamlNode alias(String path) throws IOException {
    String name = parser.getText();
    Anchored target = anchors.get(name);
    if (target == null) {
      // A password may begin with a star, so the name is not repeated.
      findings.wrong(path, "an alias (expected: the name of an anchor further up)", line());
      return new Scalar(Optional.empty(), line());
    }
    count(target.values());
    return target.node();
  }

  private Mapping mapping(String path, int depth) throws IOException {
    int start = line();
    var entries = new LinkedHashMap<String, Entry>();
    var merged = new ArrayList<Mapping>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = key();
      String at = path.isEmpty() ? key : path + "." + key;
      int line = line();
      JsonToken value = Objects.requireNonNull(parser.nextToken(), "YAML ended inside a mapping");
      YamlNode node = node(at, depth + 1);
      if (key.equals(MERGE) && value != JsonToken.VALUE_NULL) {
        merged.addAll(sources(node, at));
      } else {
        add(entries, key, new Entry(node, line), at);
      }
    }
    merged.forEach(source -> source.entries().forEach(entries::putIfAbsent));
    return new Mapping(entries, start);
  }

  private String key() throws IOException {
    String key = parser.currentName();
    if (key.length() > LONGEST_KEY) {
      throw new Refusal(
          "has a key of " + key.length() + " characters (expected: at most " + LONGEST_KEY + ")",
          line());
    }
    return key;
  }

  private void add(Map<String, Entry> entries, String key, Entry entry, String at) {
    Entry earlier = entries.putIfAbsent(key, entry);
    if (earlier != null) {
      findings.wrong(
          at, "stands here and on line " + earlier.line() + " (expected: once)", entry.line());
    }
  }

  private List<Mapping> sources(YamlNode node, String at) {
    return node.match(
        scalar -> notMerged(scalar, at),
        List::of,
        sequence -> sequence.items().stream().flatMap(item -> sources(item, at).stream()).toList());
  }

  private List<Mapping> notMerged(Scalar scalar, String at) {
    findings.wrong(at, scalar.kind() + " (expected: the alias of a mapping)", scalar.line());
    return List.of();
  }

  private Sequence sequence(String path, int depth) throws IOException {
    int start = line();
    var items = new ArrayList<YamlNode>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(path + "[" + items.size() + "]", depth + 1));
    }
    return new Sequence(items, start);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /** What an alias stands for, and how many values that are. */
  private record Anchored(YamlNode node, int values) {}

  /** Ends the parsing with words for the operator. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    Refusal(String message, int line) {
      super(message);
      this.line = line;
    }
  }
}
