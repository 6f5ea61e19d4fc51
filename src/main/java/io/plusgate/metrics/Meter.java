package io.plusgate.metrics;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The catalogue: every meter of the gateway, its name, unit, labels and meaning.
 *
 * <p>A contract: dashboards and alert rules depend on it, docs/metrics.md is printed from it, and a
 * test holds a live scrape against it. Labels are closed sets (never an id, never a raw path), so
 * the number of series has a bound.
 */
public enum Meter {
  REQUEST(
      "plusgate.request",
      Kind.TIMER,
      "Exchanges with the backend (outbound) or with Alipay+ (inbound), from the first byte to the"
          + " answer's last.",
      Label.DIRECTION,
      Label.API,
      Label.OUTCOME),
  UPSTREAM(
      "plusgate.upstream",
      Kind.TIMER,
      "Calls to Alipay+, from the connection to the answer's last byte.",
      Label.API,
      Label.OUTCOME),
  SIGNATURE(
      "plusgate.signature", Kind.TIMER, "RSA operations.", Label.OPERATION, Label.RSA_PROVIDER),
  STORE(
      "plusgate.store",
      Kind.TIMER,
      "Calls to the store, from the call to its answer.",
      Label.STORE_CALL,
      Label.STORE_OUTCOME),
  STORE_BATCH(
      "plusgate.store.batch.size",
      Kind.SUMMARY,
      "Transactions that went to disk, or to the database, together."),
  ENTERED(
      "plusgate.entered",
      Kind.COUNTER,
      "What came into a flow; docs/metrics.md says what must come out.",
      Label.FLOW),
  IN_FLIGHT(
      "plusgate.in.flight", Kind.GAUGE, "What came into a flow and is still in it.", Label.FLOW),
  IMBALANCE(
      "plusgate.imbalance",
      Kind.GAUGE,
      "What came in over two minutes ago and never came out (positive), or came out twice"
          + " (negative). Expected: 0.",
      Label.FLOW),
  VERIFICATIONS(
      "plusgate.verifications",
      Kind.COUNTER,
      "Verdicts on signatures of answers (outbound) and of calls (inbound).",
      Label.DIRECTION,
      Label.VERDICT),
  LINT(
      "plusgate.lint.findings",
      Kind.COUNTER,
      "Places in calls of the backend that break a documented rule of their API (docs/lint.md).",
      Label.API,
      Label.RULE),
  NOTIFICATIONS(
      "plusgate.notifications",
      Kind.COUNTER,
      "Verified notifications of Alipay+, by what they were to us.",
      Label.API,
      Label.RECEIPT),
  DELIVERIES(
      "plusgate.deliveries",
      Kind.COUNTER,
      "Attempts to tell the backend (or, handover, Alipay+), by how they went.",
      Label.EVENT,
      Label.DELIVERY_VERDICT),
  DELIVERIES_WAITING(
      "plusgate.deliveries.waiting",
      Kind.GAUGE,
      "Deliveries to the backend, by state.",
      Label.DELIVERY_STATE),
  DELIVERY_OLDEST(
      "plusgate.delivery.oldest.seconds",
      Kind.GAUGE,
      "Age of the oldest delivery in the state.",
      Label.DELIVERY_STATE),
  BACKEND_BREAKER(
      "plusgate.backend.breaker.open",
      Kind.GAUGE,
      "1 while the backend cannot be reached and one delivery at a time is tried."),
  ROOM_LIMIT("plusgate.room.limit", Kind.GAUGE, "How many may be in the room.", Label.ROOM),
  ROOM_INSIDE("plusgate.room.inside", Kind.GAUGE, "How many are in the room.", Label.ROOM),
  TURNED_AWAY(
      "plusgate.turned.away",
      Kind.COUNTER,
      "Who was told early, before anything was done, that it is too much (docs/overload.md).",
      Label.ROOM,
      Label.TURNED_AWAY),
  CALLERS_REFUSED(
      "plusgate.callers.refused",
      Kind.COUNTER,
      "Callers that a listener refused before it looked at the call (docs/security.md).",
      Label.LISTENER,
      Label.CALLER_REFUSED),
  ALIPAY_PLUS_LIMIT(
      "plusgate.alipayplus.limit",
      Kind.GAUGE,
      "Calls to Alipay+ at once, without inquiries and cancels, as many as it takes well now."),
  ALIPAY_PLUS_INSIDE(
      "plusgate.alipayplus.inside", Kind.GAUGE, "Those of them that are on their way."),
  ALIPAY_PLUS_WAITING("plusgate.alipayplus.waiting", Kind.GAUGE, "Calls that wait for their turn."),
  ALIPAY_PLUS_BREAKERS(
      "plusgate.alipayplus.breaker.open",
      Kind.GAUGE,
      "Clients times event loops for which Alipay+ does not answer; inquiry and cancel go on."),
  BODIES_LIMIT(
      "plusgate.bodies.limit.bytes",
      Kind.GAUGE,
      "What the request bodies in flight of a side may weigh together.",
      Label.SIDE),
  BODIES("plusgate.bodies.bytes", Kind.GAUGE, "What they weigh.", Label.SIDE),
  CONNECTIONS_LIMIT(
      "plusgate.connections.limit", Kind.GAUGE, "Connections a listener takes.", Label.LISTENER),
  CONNECTIONS("plusgate.connections", Kind.GAUGE, "Connections that are open.", Label.LISTENER),
  PAYMENTS_OPEN(
      "plusgate.payments.open", Kind.GAUGE, "Payments that are not final, by phase.", Label.PHASE),
  PAYMENT_OLDEST(
      "plusgate.payment.oldest.open.seconds",
      Kind.GAUGE,
      "Age of the oldest payment in the phase.",
      Label.PHASE),
  RESTORED_WAITING(
      "plusgate.restored.waiting",
      Kind.GAUGE,
      "Payments of a restored store on which Alipay+ was not heard yet; not ready before it is 0."),
  AMOUNT_AT_RISK(
      "plusgate.amount.at.risk",
      Kind.GAUGE,
      "Money in payments without a final result, in the currency's smallest unit.",
      Label.CURRENCY,
      Label.PHASE),
  TRANSITIONS(
      "plusgate.transitions", Kind.COUNTER, "Payments that came into a phase.", Label.PHASE),
  INQUIRIES(
      "plusgate.inquiries",
      Kind.COUNTER,
      "Inquiries of the gateway's own, by how they were answered.",
      Label.OUTCOME),
  CANCELS(
      "plusgate.cancels",
      Kind.COUNTER,
      "Cancels of the gateway's own, by how they were answered.",
      Label.OUTCOME),
  CONTRADICTIONS(
      "plusgate.contradictions",
      Kind.COUNTER,
      "Statements on payments that can't both be true.",
      Label.ALARM),
  ALARMS("plusgate.alarms", Kind.COUNTER, "What a person has to know, by kind.", Label.ALARM),
  STORE_RECEIPTS("plusgate.store.receipts", Kind.GAUGE, "Digests kept for ever."),
  STORE_PAYLOADS("plusgate.store.payloads", Kind.GAUGE, "Bodies kept for now."),
  STORE_PAYLOAD_BYTES("plusgate.store.payload.bytes", Kind.GAUGE, "What the kept bodies weigh."),
  STORE_DISK_FREE(
      "plusgate.store.disk.free.bytes",
      Kind.GAUGE,
      "Room left on the disk of the embedded store; absent with PostgreSQL."),
  READY("plusgate.ready", Kind.GAUGE, "1 while /readyz says ready."),
  CLOCK_OFFSET(
      "plusgate.clock.offset.seconds",
      Kind.GAUGE,
      "Alipay+'s clock minus ours, by the last verified answer; absent before the first."),
  KEY_NOT_AFTER(
      "plusgate.key.not.after.seconds",
      Kind.GAUGE,
      "When a certificate in use ends, in seconds since 1970.",
      Label.USE),
  KEY_LAST_USED(
      "plusgate.key.last.used.seconds",
      Kind.GAUGE,
      "When a key last signed (ours) or verified (Alipay+'s), in seconds since 1970; absent before"
          + " the first use.",
      Label.DIRECTION,
      Label.OPERATION,
      Label.KEY_VERSION),
  RELOADS(
      "plusgate.reloads",
      Kind.COUNTER,
      "How often the configuration was read again, by how it ended.",
      Label.RELOAD_OUTCOME),
  RELOAD_REFUSED(
      "plusgate.reload.refused",
      Kind.GAUGE,
      "1 while what the files say could not be taken, and what they said before is in force."),
  RESTART_NEEDED(
      "plusgate.restart.needed",
      Kind.GAUGE,
      "1 while the files say something that only a restart brings into force."),
  EVENT_LOOP_LAG(
      "plusgate.event.loop.lag.seconds",
      Kind.GAUGE,
      "How late the slowest event loop was at its last turn."),
  REPORTS_MISSING(
      "plusgate.reports.missing",
      Kind.GAUGE,
      "1 while a set of today's reports is missing past the alarm hour; in the file of `plusgate"
          + " reports fetch --watch --metrics`, not on the admin listener."),
  REPORTS_LAST_LOOK(
      "plusgate.reports.last.look.seconds",
      Kind.GAUGE,
      "When reports were last looked for, in seconds since 1970; in the same file."),
  BUILD_INFO(
      "plusgate.build.info",
      Kind.GAUGE,
      "Always 1; the labels say what runs.",
      Label.VERSION,
      Label.JAVA,
      Label.PROVIDER);

  /** What a meter counts. */
  public enum Kind {
    TIMER,
    SUMMARY,
    COUNTER,
    GAUGE
  }

  /** Around the documented 5 s and 8 s deadlines, and fine where one signature (0.2 ms) shows. */
  private static final Duration[] AROUND_DEADLINES =
      millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 4_500, 5_000, 7_500, 8_000, 12_000);

  private static final Duration[] AROUND_A_SIGNATURE =
      LongStream.of(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 25_000)
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  private final String meter;
  private final Kind kind;
  private final String help;
  private final List<Label> labels;

  Meter(String meter, Kind kind, String help, Label... labels) {
    this.meter = meter;
    this.kind = kind;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** The name that Prometheus shows, without the suffixes of a histogram's parts. */
  public String exposedName() {
    String name = meter.replace('.', '_');
    return switch (kind) {
      case TIMER -> name + "_seconds";
      case COUNTER -> name + "_total";
      case GAUGE, SUMMARY -> name;
    };
  }

  public Kind kind() {
    return kind;
  }

  public String help() {
    return help;
  }

  public List<Label> labels() {
    return labels;
  }

  String meter() {
    return meter;
  }

  /** The bounds of a timer's buckets. */
  public Duration[] buckets() {
    return this == SIGNATURE ? AROUND_A_SIGNATURE.clone() : AROUND_DEADLINES.clone();
  }

  private static Duration[] millis(long... values) {
    return LongStream.of(values).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
