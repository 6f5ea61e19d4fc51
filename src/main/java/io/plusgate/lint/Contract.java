package io.plusgate.lint;

import java.util.ArrayList;
import java.util.List;

/** What the documents say of the request of one API. */
@CanIgnoreReturnValue
final class Contract {
  private final Field root = new Field();
  private final List<String> id;
  private final List<String> fixed = new ArrayList<>();
  private final List<String> eitherOf = new ArrayList<>();
  private boolean allElseFixed;

  private Contract(List<String> id) {
    this.id = List.copyOf(id);
  }

  /**
   * @param id the fields that identify a repeat; empty for a query
   */
  static Contract of(List<String> id) {
    return new Contract(id);
  }

  Contract longest(int characters, String... places) {
    for (String place : places) {
      root.at(place).longest(characters);
    }
    return this;
  }

  Contract times(String... places) {
    for (String place : places) {
      root.at(place).time();
    }
    return this;
  }

  Contract removed(String edition, String... places) {
    for (String place : places) {
      root.at(place).removedIn(edition);
    }
    return this;
  }

  /** Parameters that a repeat of the id must keep. */
  Contract fixed(String... places) {
    for (String place : places) {
      root.at(place).fixed(fixed.size());
      fixed.add(place);
    }
    return this;
  }

  /** Like {@link #fixed}, but each may be left out of one of the two. */
  Contract fixedWherePresent(String... places) {
    eitherOf.addAll(List.of(places));
    return fixed(places);
  }

  /** A repeat must keep every parameter. */
  Contract allElseFixed() {
    allElseFixed = true;
    fixed.add("");
    return this;
  }

  Field root() {
    return root;
  }

  List<String> id() {
    return id;
  }

  List<String> fixed() {
    return fixed;
  }

  boolean mayBeLeftOut(int parameter) {
    return eitherOf.contains(fixed.get(parameter));
  }

  /** The parameter that a top-level field without a word of its own belongs to. */
  int otherwise() {
    return allElseFixed ? 0 : Field.FREE;
  }
}
