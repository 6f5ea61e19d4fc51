package io.plusgate.admin;

import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryQuery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.PageRequest;
import io.plusgate.store.Recipient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Which finished deliveries somebody wants sent again, how fast, and who wants it why.
 *
 * @param id one delivery; nothing when many are meant
 * @param asOf what was queued later is not meant
 * @param rate deliveries a second
 */
record ReplayWish(
    Optional<String> id,
    Optional<String> event,
    Optional<Instant> since,
    Optional<DeliveryState> state,
    boolean dryRun,
    int rate,
    String by,
    String why,
    Instant asOf) {
  static final int USUAL_RATE = 50;
  private static final int MOST = 1_000;
  private static final Set<String> KNOWN =
      Set.of("id", "event", "since", "state", "dryRun", "rate", "by", "why");

  /** Reads the body of {@code POST /api/v1/replay}. */
  static ReplayWish read(String body, InstantSource clock) {
    var asked = Asked.ofBody(body, clock, KNOWN, "{\"id\": …} or {\"since\": …} …");
    var wish =
        new ReplayWish(
            asked.text("id"),
            asked.text("event"),
            asked.time("since"),
            asked.choice("state", DeliveryState.values()),
            asked.flag("dryRun"),
            asked.text("rate").map(ReplayWish::rate).orElse(USUAL_RATE),
            asked.words("by", "admin api"),
            asked.words("why", ""),
            clock.instant());
    boolean many = wish.event.isPresent() || wish.since.isPresent();
    if (wish.id.isPresent() == many) {
      throw Asked.wrong("id, since, event", many ? "all" : "none", "id, or since and/or event");
    }
    if (wish.state.equals(Optional.of(DeliveryState.WAITING))) {
      throw Asked.wrong("state", "waiting", "parked or done; what waits is sent anyway");
    }
    return wish;
  }

  /** Of the audit: who, and why if they say so. */
  String audit() {
    return why.isEmpty() ? by : by + ": " + why;
  }

  DeliveryQuery page(Optional<String> after) {
    var page = new PageRequest(after, 100, PageRequest.Order.OLDEST_FIRST);
    return new DeliveryQuery(Recipient.BACKEND, state, event, since, page);
  }

  /** Whether this one, which the query has found, is to be sent again. */
  boolean means(Delivery delivery) {
    return delivery.state() != DeliveryState.WAITING
        && !delivery.queuedAt().isAfter(asOf)
        && id.stream().allMatch(wanted -> wanted.equals(delivery.webhookId()));
  }

  private static int rate(String text) {
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST) {
      throw Asked.wrong("rate", text, "1 to " + MOST + " deliveries per second");
    }
    return Integer.parseInt(text);
  }
}
