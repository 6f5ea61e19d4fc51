package io.plusgate.http;

import io.plusgate.protocol.Direction;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Bodies that an operator asked to see: of one paymentRequestId, until a time, a bounded number, in
 * memory only. Nothing else ever keeps a body for people's eyes.
 */
public final class Captures {
  /** Ids that are looked for at the same time. */
  public static final int MOST_IDS = 20;

  /** Exchanges that are kept for each. */
  public static final int MOST_EXCHANGES = 20;

  /** What is kept of one body. */
  public static final int MOST_BYTES = 32 * 1024;

  private final InstantSource clock;
  private final Map<String, Capture> wanted = new ConcurrentHashMap<>();

  public Captures(InstantSource clock) {
    this.clock = clock;
  }

  /** What is wanted, by whom, and what has come so far. */
  public record Capture(
      String paymentRequestId, Instant until, String audit, List<Captured> exchanges) {}

  /** One exchange as it stood on the wire, each body cut at {@link #MOST_BYTES}. */
  public record Captured(
      Instant at, Direction direction, String api, int status, Buffer request, Buffer answer) {}

  /** Keeps what comes under this id from now on; false when too many are wanted already. */
  public boolean begin(String paymentRequestId, Instant until, String audit) {
    forgetOld();
    if (wanted.size() >= MOST_IDS && !wanted.containsKey(paymentRequestId)) {
      return false;
    }
    wanted.put(
        paymentRequestId,
        new Capture(paymentRequestId, until, audit, new CopyOnWriteArrayList<>()));
    return true;
  }

  /** Forgets it, bodies included. */
  public Optional<Capture> end(String paymentRequestId) {
    return Optional.ofNullable(wanted.remove(paymentRequestId));
  }

  public Optional<Capture> find(String paymentRequestId) {
    forgetOld();
    return Optional.ofNullable(wanted.get(paymentRequestId));
  }

  public List<Capture> all() {
    forgetOld();
    return List.copyOf(wanted.values());
  }

  /** An exchange has ended; costs nothing while nobody looks for anything. */
  void offer(Exchange exchange, Buffer request, Buffer answer) {
    if (wanted.isEmpty()) {
      return;
    }
    forgetOld();
    var capture = wanted.get(exchange.paymentRequestId());
    if (capture != null && capture.exchanges().size() < MOST_EXCHANGES) {
      capture
          .exchanges()
          .add(
              new Captured(
                  clock.instant(),
                  exchange.direction(),
                  exchange.api(),
                  exchange.status(),
                  cut(request),
                  cut(answer)));
    }
  }

  /** At its end a capture is gone, and its bodies with it. */
  private void forgetOld() {
    var now = clock.instant();
    wanted.values().removeIf(capture -> !now.isBefore(capture.until()));
  }

  private static Buffer cut(Buffer body) {
    return body.getBuffer(0, Math.min(body.length(), MOST_BYTES));
  }
}
