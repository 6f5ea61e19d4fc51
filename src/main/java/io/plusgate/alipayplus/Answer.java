package io.plusgate.alipayplus;

import io.plusgate.metrics.Outcome;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.Result;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Function;

/** How a call to Alipay+ ended. Only a {@link Trusted} one may ever end a payment. */
public sealed interface Answer {

  <T> T match(
      Function<Trusted, T> trusted, Function<Untrusted, T> untrusted, Function<Silent, T> silent);

  /** The value of the label "outcome". */
  Outcome outcome();

  /**
   * An answer whose signature fits its bytes.
   *
   * @param status the HTTP status; a business result counts only with 200
   * @param body the exact bytes, to be passed on as they are
   * @param message the few fields we act on; nothing when the body is not readable JSON
   */
  record Trusted(
      int status, MultiMap headers, Buffer body, Optional<Message> message, String keyVersion)
      implements Answer {
    @Override
    public <T> T match(Function<Trusted, T> t, Function<Untrusted, T> u, Function<Silent, T> s) {
      return t.apply(this);
    }

    @Override
    public Outcome outcome() {
      return Outcome.VERIFIED;
    }

    /** The result of the call, where HTTP says 200 (D/api_acq/api_overview: else unknown). */
    public Optional<Result> result() {
      return status == 200 ? message.flatMap(Message::result) : Optional.empty();
    }
  }

  /**
   * Something came, but nobody can say that Alipay+ said it: the payment stays unknown.
   *
   * @param claimed what the body says, for people who look for the mistake; never acted on
   */
  record Untrusted(Distrust why, String detail, int status, Optional<Result> claimed)
      implements Answer {
    @Override
    public <T> T match(Function<Trusted, T> t, Function<Untrusted, T> u, Function<Silent, T> s) {
      return u.apply(this);
    }

    @Override
    public Outcome outcome() {
      return why.outcome();
    }
  }

  /** Nothing came. */
  record Silent(Silence why, String detail) implements Answer {
    @Override
    public <T> T match(Function<Trusted, T> t, Function<Untrusted, T> u, Function<Silent, T> s) {
      return s.apply(this);
    }

    @Override
    public Outcome outcome() {
      return why.outcome();
    }
  }

  /** Why an answer can't be trusted. */
  enum Distrust {
    BAD_SIGNATURE(Outcome.BAD_SIGNATURE),
    /** One of Signature and Response-Time without the other: an error, not an unsigned answer. */
    HALF_SIGNED(Outcome.BAD_SIGNATURE),
    UNSIGNED_SUCCESS(Outcome.UNSIGNED_SUCCESS),
    UNSIGNED_FAILURE(Outcome.UNSIGNED_FAILURE),
    TOO_LARGE(Outcome.BROKEN);

    private final Outcome outcome;

    Distrust(Outcome outcome) {
      this.outcome = outcome;
    }

    Outcome outcome() {
      return outcome;
    }
  }

  /** Why nothing came. */
  enum Silence {
    /** No connection: not one byte was sent. */
    UNREACHABLE(Outcome.UNREACHABLE),
    TIMEOUT(Outcome.TIMEOUT),
    /** The connection broke when something may have been sent. */
    BROKEN(Outcome.BROKEN);

    private final Outcome outcome;

    Silence(Outcome outcome) {
      this.outcome = outcome;
    }

    Outcome outcome() {
      return outcome;
    }
  }
}
