package io.plusgate.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * How the taking of a changed configuration ended, or that it has only begun.
 *
 * @param by who wanted it
 * @param changed keys of the configuration that are other now
 * @param needsRestart keys that are other in the file, and in force only after a restart
 * @param problems why nothing was taken
 */
public record Reload(
    State state,
    Instant at,
    String by,
    List<String> changed,
    List<String> needsRestart,
    List<String> problems) {

  /** How far it is. */
  public enum State {
    /** Not yet ended. */
    RUNNING,
    /** All that changed is in force. */
    APPLIED,
    /** There was nothing to take. */
    UNCHANGED,
    /** Something is wrong: the configuration before it stays in force. */
    REFUSED
  }

  public Reload {
    changed = List.copyOf(changed);
    needsRestart = List.copyOf(needsRestart);
    problems = List.copyOf(problems);
  }

  public static Reload begun(Instant at, String by) {
    return new Reload(State.RUNNING, at, by, List.of(), List.of(), List.of());
  }

  /** It changes these. */
  public Reload applied(List<String> keys, List<String> waiting) {
    return new Reload(State.APPLIED, at, by, keys, waiting, List.of());
  }

  /** There was nothing to take, but perhaps something that waits for a restart. */
  public Reload unchanged(List<String> waiting) {
    return new Reload(State.UNCHANGED, at, by, List.of(), waiting, List.of());
  }

  /** For these reasons. */
  public Reload refused(List<String> reasons) {
    return new Reload(State.REFUSED, at, by, List.of(), List.of(), reasons);
  }

  JsonObject json() {
    return new JsonObject()
        .put("state", Asked.word(state))
        .put("at", at.toString())
        .put("by", by)
        .put("changed", new JsonArray(changed))
        .put("needsRestart", new JsonArray(needsRestart))
        .put("problems", new JsonArray(problems));
  }
}
