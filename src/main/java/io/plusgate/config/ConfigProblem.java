package io.plusgate.config;

import java.util.OptionalInt;

/**
 * One thing that is wrong, or doubtful, in the configuration.
 *
 * @param path the key, e.g. {@code listeners.backend.port}; empty for the file as a whole
 * @param text the value found and the rule, never a secret
 * @param line where it stands in the file, when known
 */
public record ConfigProblem(String path, String text, OptionalInt line) {

  /** One line for a person, e.g. {@code delivery.timeout: 0s (expected: more than 0s)}. */
  public String message() {
    return path.isEmpty() ? text : path + ": " + text;
  }

  ConfigProblem under(String parent, OptionalInt lineOfParent) {
    String whole = path.isEmpty() ? parent : parent + "." + path;
    return new ConfigProblem(whole, text, line.isPresent() ? line : lineOfParent);
  }

  @Override
  public String toString() {
    return line.isPresent() ? message() + " [line " + line.getAsInt() + "]" : message();
  }
}
