package io.plusgate.config;

import java.util.List;

/**
 * One key that the configuration knows.
 *
 * @param path with {@code []} for every element of a list and {@code *} for every name
 * @param choices the words it may hold, when there is a closed set
 * @param defaultText what it is when it is not given; empty when there is no such value
 * @param help what the key does, as the commented file in {@code conf/} says it
 */
public record ConfigKey(
    String path,
    Kind kind,
    List<String> choices,
    String defaultText,
    boolean required,
    String help) {

  public ConfigKey {
    choices = List.copyOf(choices);
  }

  ConfigKey(String path, Kind kind, List<String> choices, String defaultText, boolean required) {
    this(path, kind, choices, defaultText, required, "");
  }

  ConfigKey explainedBy(CommentedFile file) {
    return new ConfigKey(path, kind, choices, defaultText, required, file.help(path));
  }

  /** What may stand behind a key. */
  public enum Kind {
    TEXT,
    NUMBER,
    FRACTION,
    SIZE,
    YES_NO,
    DURATION,
    DURATIONS,
    ADDRESSES,
    TEXTS,
    CHOICE,
    URL,
    PATH,
    FILE,
    SECRET,
    SECTION,
    SECTIONS
  }
}
