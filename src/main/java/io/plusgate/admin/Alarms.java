package io.plusgate.admin;

import io.plusgate.payment.Alarm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last alarms since this gateway started, the newest first: for people who look, beside the
 * log, which has them all, and the payment's timeline, which keeps them.
 */
public final class Alarms {
  static final int REMEMBERED = 200;

  private final InstantSource clock;
  private final Deque<Raised> raised = new ArrayDeque<>();
  private long count;

  public Alarms(InstantSource clock) {
    this.clock = clock;
  }

  /** From any thread. */
  public synchronized void raise(Alarm alarm, String clientId, String paymentRequestId) {
    count++;
    raised.addFirst(new Raised(count, clock.instant(), alarm, clientId, paymentRequestId));
    if (raised.size() > REMEMBERED) {
      raised.removeLast();
    }
  }

  /** Those of this long ago and later, the newest first. */
  synchronized List<Raised> within(Duration past) {
    var from = clock.instant().minus(past);
    return raised.stream().filter(one -> !one.at().isBefore(from)).toList();
  }

  synchronized JsonObject json(Instant startedAt) {
    var list = new JsonArray();
    raised.forEach(one -> list.add(one.json()));
    return new JsonObject()
        .put("since", startedAt.toString())
        .put("raised", count)
        .put("kept", REMEMBERED)
        .put("alarms", list);
  }

  synchronized long count() {
    return count;
  }

  /** One alarm about one payment, or one message when we have no such payment. */
  record Raised(long number, Instant at, Alarm alarm, String clientId, String paymentRequestId) {
    private JsonObject json() {
      return new JsonObject()
          .put("number", number)
          .put("at", at.toString())
          .put("kind", Asked.word(alarm))
          .put("contradiction", alarm.isContradiction())
          .put("clientId", clientId)
          .put("paymentRequestId", paymentRequestId)
          .put("whatToDo", alarm.advice());
    }
  }
}
