package io.plusgate.rehearse;

import java.util.ArrayList;
import java.util.List;

/** What was looked at in the case that is being played. */
final class Checks {
  private final List<Check> list = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * One thing that had to hold.
   *
   * @param remedy what to mend if it does not
   */
  @CanIgnoreReturnValue
  boolean that(boolean held, String what, String seen, String remedy) {
    list.add(new Check(held, what, seen, held ? "" : remedy));
    return held;
  }

  void note(String note) {
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  List<Check> list() {
    return List.copyOf(list);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  boolean allHold() {
    return list.stream().allMatch(Check::held);
  }
}
