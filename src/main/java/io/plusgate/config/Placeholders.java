package io.plusgate.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values of the environment in place of ${NAME} and ${NAME:default}; $${ stays ${. */
final class Placeholders {
  private static final Pattern OPENING = Pattern.compile("\\$?\\$\\{");
  private static final Pattern WHOLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?\\}");

  private static final int SHORTEST_SECRET = 6;

  private final Map<String, String> environment;

  Placeholders(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** What the filled text says; when it can't be used, that is told of the text as it was typed. */
  <T> T convert(String text, Converter<T> converter) throws Unusable {
    String filled = fill(text);
    try {
      return converter.convert(filled);
    } catch (Unusable unusable) {
      throw new Unusable(unfilled(text, filled, unusable.why()));
    }
  }

  /** What is said of the filled text, told of the text as it was typed. */
  String asTyped(String text, String said) {
    try {
      return unfilled(text, fill(text), said);
    } catch (Unusable impossible) {
      return said; // what can't be filled was never said anything of
    }
  }

  /** The environment holds secrets, and one may have been named by mistake. */
  private static String unfilled(String text, String filled, String said) {
    if (filled.equals(text) || filled.isEmpty()) {
      return said;
    }
    boolean first = said.startsWith(filled);
    String rest = first ? said.substring(filled.length()) : said;
    // A short one is no secret, and may be part of our own words.
    String clean = filled.length() < SHORTEST_SECRET ? rest : rest.replace(filled, text);
    return first ? text + clean : clean;
  }

  /** The text with everything put in. */
  String fill(String text) throws Unusable {
    var filled = new StringBuilder();
    Matcher opening = OPENING.matcher(text);
    Matcher whole = WHOLE.matcher(text);
    int from = 0;
    while (opening.find(from)) {
      filled.append(text, from, opening.start());
      if (opening.group().length() == 3) {
        filled.append("${");
        from = opening.end();
        continue;
      }
      if (!whole.find(opening.start()) || whole.start() != opening.start()) {
        throw new Unusable(text + " (expected: ${NAME} or ${NAME:default})");
      }
      filled.append(value(whole));
      from = whole.end();
    }
    return filled.append(text, from, text.length()).toString();
  }

  // A variable that is set but empty counts as unset: it is nearly always a slip.
  private String value(Matcher whole) throws Unusable {
    String name = whole.group(1);
    String set = environment.getOrDefault(name, "");
    if (!set.isEmpty()) {
      return set;
    }
    String fallback = whole.group(2);
    if (fallback == null) {
      throw new Unusable(
          "${%s} (expected: the environment variable %s to be set, or ${%s:default})"
              .formatted(name, name, name));
    }
    return fallback;
  }
}
