package io.plusgate.admin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Whether the gateway is started and may be sent traffic, and if not, why. Alipay+ or the backend
 * being down never makes it unready: traffic would only move to a gateway with the same trouble.
 */
public final class Health {
  private final Map<String, String> obstacles = new ConcurrentSkipListMap<>();
  private final Map<String, Supplier<String>> notes = new ConcurrentSkipListMap<>();
  private volatile boolean started;

  public Health() {
    obstacles.put("start", "not yet started");
  }

  /** The start is over: from now on readiness depends on the named obstacles only. */
  public void started() {
    started = true;
    obstacles.remove("start");
  }

  /** Not ready for this reason, until {@link #clear} is called with the same name. */
  public void obstacle(String name, String reason) {
    obstacles.put(name, reason);
  }

  public void clear(String name) {
    obstacles.remove(name);
  }

  /** Worth knowing, without being a reason to send traffic elsewhere; asked when it is shown. */
  public void note(String name, Supplier<String> state) {
    notes.put(name, state);
  }

  public boolean isStarted() {
    return started;
  }

  public boolean isReady() {
    return obstacles.isEmpty();
  }

  /** What stands in the way, a line each. */
  public List<String> reasons() {
    return obstacles.entrySet().stream()
        .map(obstacle -> obstacle.getKey() + ": " + obstacle.getValue())
        .toList();
  }

  /** What else is worth knowing, a line each. */
  public List<String> notes() {
    return notes.entrySet().stream()
        .map(note -> note.getKey() + ": " + note.getValue().get())
        .toList();
  }
}
