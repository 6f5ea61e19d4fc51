package io.plusgate.store;

import java.time.Instant;
import java.util.function.Function;

/** What became of one attempt; the note is for people and never holds a body. */
public sealed interface DeliveryVerdict {
  String note();

  /** As it stands in the timeline of the payment that this event is about. */
  default String words(String event, int attempt) {
    String end = match(done -> "done", retry -> "again at " + retry.at(), parked -> "parked");
    return event + ", attempt " + attempt + ": " + end + ", " + note();
  }

  <T> T match(Function<Done, T> done, Function<RetryAt, T> retry, Function<Parked, T> parked);

  /** The recipient has it. */
  record Done(String note) implements DeliveryVerdict {
    @Override
    public <T> T match(
        Function<Done, T> done, Function<RetryAt, T> retry, Function<Parked, T> parked) {
      return done.apply(this);
    }
  }

  /** Again, not before this time. */
  record RetryAt(Instant at, String note) implements DeliveryVerdict {
    @Override
    public <T> T match(
        Function<Done, T> done, Function<RetryAt, T> retry, Function<Parked, T> parked) {
      return retry.apply(this);
    }
  }

  /** Not again until somebody says so; later deliveries of the same payment go on. */
  record Parked(String note) implements DeliveryVerdict {
    @Override
    public <T> T match(
        Function<Done, T> done, Function<RetryAt, T> retry, Function<Parked, T> parked) {
      return parked.apply(this);
    }
  }
}
