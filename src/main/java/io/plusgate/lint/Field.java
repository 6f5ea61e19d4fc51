package io.plusgate.lint;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the documents say of one field of a request, and of the fields below it. */
final class Field {
  /** Not a parameter that a repeat must keep. */
  static final int FREE = -1;

  private final Map<String, Field> below = new HashMap<>();
  private int longest = Integer.MAX_VALUE;
  private boolean time;
  private String removedIn = "";
  private int fixed = FREE;

  @Nullable Field below(String name) {
    return below.get(name);
  }

  /** The field of this dotted place, made when it isn't there. */
  Field at(String place) {
    Field field = this;
    for (String name : place.split("\\.")) {
      field = field.below.computeIfAbsent(name, unknown -> new Field());
    }
    return field;
  }

  void longest(int characters) {
    longest = characters;
  }

  void time() {
    time = true;
  }

  void removedIn(String edition) {
    removedIn = edition;
  }

  void fixed(int parameter) {
    fixed = parameter;
  }

  int longest() {
    return longest;
  }

  boolean isTime() {
    return time;
  }

  String removedIn() {
    return removedIn;
  }

  /** Which of the parameters that a repeat must keep this is, or {@link #FREE}. */
  int fixedParameter() {
    return fixed;
  }
}
