package io.plusgate.alipayplus;

import io.plusgate.metrics.TurnedAway;
import java.time.Duration;
import java.util.function.Function;

/** Whether a call may be made now. */
public sealed interface Turn {

  <T> T match(Function<Go, T> go, Function<None, T> none);

  /**
   * It may; {@link #leave} must follow once, when its answer is there or will never be.
   *
   * @param waited how much of its time is gone
   */
  record Go(Duration waited, Runnable end) implements Turn {
    @Override
    public <T> T match(Function<Go, T> go, Function<None, T> none) {
      return go.apply(this);
    }

    public void leave() {
      end.run();
    }
  }

  /**
   * It may not: nothing was sent.
   *
   * @param retryAfter when it may look different
   */
  record None(TurnedAway why, Duration retryAfter) implements Turn {
    @Override
    public <T> T match(Function<Go, T> go, Function<None, T> none) {
      return none.apply(this);
    }
  }
}
