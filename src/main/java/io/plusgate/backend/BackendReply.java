package io.plusgate.backend;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;

/** What came of a call to the backend. */
public sealed interface BackendReply {

  <T> T match(Function<Replied, T> replied, Function<Unavailable, T> unavailable);

  /** The backend answered, whatever it said. */
  record Replied(int status, MultiMap headers, Buffer body) implements BackendReply {
    @Override
    public <T> T match(Function<Replied, T> replied, Function<Unavailable, T> unavailable) {
      return replied.apply(this);
    }

    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * No answer that could be used.
   *
   * @param why {@code unreachable}, {@code timeout}, {@code broken} or {@code too-large}
   */
  record Unavailable(String why, String detail) implements BackendReply {
    @Override
    public <T> T match(Function<Replied, T> replied, Function<Unavailable, T> unavailable) {
      return unavailable.apply(this);
    }
  }
}
