package io.plusgate.http;

import java.time.Instant;
import java.util.Optional;

/**
 * How the last calls to somebody went, in words for {@code /readyz?verbose}. All event loops tell
 * it, and the last one to tell is believed.
 */
public final class LastHeard {
  private volatile Heard heard = new Heard(Optional.empty(), Optional.empty(), "", 0);

  /**
   * @param missed why nothing usable came, and when, if that was the last thing that happened
   */
  private record Heard(
      Optional<Instant> answered, Optional<Instant> missed, String why, long misses) {
    String words() {
      String good = answered.map(at -> "answered at " + at).orElse("no answer since the start");
      return missed
          .map(at -> why + " at " + at + ", " + misses + " in a row; " + good)
          .orElse(answered.isPresent() ? good : "not yet called");
    }
  }

  public void answered(Instant at) {
    heard = new Heard(Optional.of(at), Optional.empty(), "", 0);
  }

  /**
   * @param why a word of a closed set, such as {@code timeout}
   */
  public void missed(String why, Instant at) {
    var before = heard;
    heard = new Heard(before.answered, Optional.of(at), why, before.misses + 1);
  }

  public String words() {
    return heard.words();
  }
}
