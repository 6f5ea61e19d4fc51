package io.plusgate.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A piece of a YAML file with the line it stands on, so that complaints can point at it. */
sealed interface YamlNode {
  int line();

  <T> T match(
      Function<Scalar, T> scalar, Function<Mapping, T> mapping, Function<Sequence, T> sequence);

  /** What a person would call it. */
  default String kind() {
    return match(
        scalar -> scalar.text().isPresent() ? "a single value" : "nothing",
        mapping -> "a mapping",
        sequence -> "a list");
  }

  /**
   * A single value as it was typed; no text when nothing, {@code ~} or {@code null} stood there.
   */
  record Scalar(Optional<String> text, int line) implements YamlNode {
    @Override
    public <T> T match(
        Function<Scalar, T> scalar, Function<Mapping, T> mapping, Function<Sequence, T> sequence) {
      return scalar.apply(this);
    }
  }

  /** Keys with their values, in the order of the file. */
  record Mapping(Map<String, Entry> entries, int line) implements YamlNode {
    @Override
    public <T> T match(
        Function<Scalar, T> scalar, Function<Mapping, T> mapping, Function<Sequence, T> sequence) {
      return mapping.apply(this);
    }
  }

  /** The value of one key, and the line of the key. */
  record Entry(YamlNode value, int line) {}

  /** Values in order. */
  record Sequence(List<YamlNode> items, int line) implements YamlNode {
    @Override
    public <T> T match(
        Function<Scalar, T> scalar, Function<Mapping, T> mapping, Function<Sequence, T> sequence) {
      return sequence.apply(this);
    }
  }
}
