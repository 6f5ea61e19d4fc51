package io.plusgate.admin;

import io.plusgate.metrics.RecentTraffic;
import io.plusgate.metrics.RecentTraffic.Moment;
import io.plusgate.metrics.RecentTraffic.Series;
import io.plusgate.store.Statistics;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * {@code GET /api/v1/overview}: where things stand, and what deserves attention.
 *
 * <p>However many look, the store is asked at most once a second.
 */
final class Overview {
  private static final Duration FRESH = Duration.ofSeconds(1);

  /** Five minutes: long enough to see a trend, short enough to see its end. */
  private static final int LATELY = 60;

  private final AboutGateway about;
  private final Health health;
  private final RecentTraffic traffic;
  private final Store store;
  private final InstantSource clock;
  private Instant asked = Instant.MIN;
  private Future<Statistics> answer = Future.failedFuture("not asked yet");

  Overview(
      AboutGateway about, Health health, RecentTraffic traffic, Store store, InstantSource clock) {
    this.about = about;
    this.health = health;
    this.traffic = traffic;
    this.store = store;
    this.clock = clock;
  }

  /**
   * A picture of now; a store that does not answer is part of it, not a failure.
   *
   * @param moments how many of the traffic's moments, the last one included
   */
  Future<JsonObject> look(int moments) {
    var now = clock.instant();
    if (answer.isComplete() && (asked.plus(FRESH).isBefore(now) || asked.isAfter(now))) {
      asked = now;
      answer = store.statistics();
    }
    return answer
        .map(statistics -> json(now, moments, statistics).put("storeAnswers", true))
        .recover(down -> Future.succeededFuture(blind(now, moments)));
  }

  private JsonObject blind(Instant now, int moments) {
    var nothing = new Statistics(List.of(), List.of(), List.of(), 0, 0, 0, 0);
    return json(now, moments, nothing).put("storeAnswers", false);
  }

  private JsonObject json(Instant now, int moments, Statistics statistics) {
    var attention =
        Watchman.look(
            now,
            health.reasons(),
            statistics,
            traffic.series(LATELY),
            about.alarms().within(Watchman.ALARMS_OF),
            about.keys());
    return new JsonObject()
        .put("at", now.toString())
        .put("startedAt", about.startedAt().toString())
        .put("version", about.version())
        .put("role", about.config().role().name())
        .put("ready", health.isReady())
        .put("notes", new JsonArray(health.notes()))
        .put("attention", list(attention, Attention::json))
        .put("alarms", about.alarms().count())
        .put("payments", StoreView.payments(statistics))
        .put("deliveries", StoreView.deliveries(statistics))
        .put("amountsAtRisk", StoreView.atRisk(statistics))
        .put("traffic", traffic(moments));
  }

  private JsonObject traffic(int moments) {
    return new JsonObject()
        .put("everySeconds", RecentTraffic.EVERY.toSeconds())
        .put("last", traffic.last())
        .put("series", list(traffic.series(moments), Overview::series));
  }

  private static JsonObject series(Series series) {
    return new JsonObject()
        .put("direction", series.direction())
        .put("api", series.api())
        .put("requests", each(series, Moment::requests))
        .put("alipayPlus", each(series, Moment::alipayPlus))
        .put("backend", each(series, Moment::backend))
        .put("gateway", each(series, Moment::gateway))
        .put("p50Ms", each(series, moment -> millis(moment.p50())))
        .put("p95Ms", each(series, moment -> millis(moment.p95())))
        .put("p99Ms", each(series, moment -> millis(moment.p99())));
  }

  private static JsonArray each(Series series, Function<Moment, Number> number) {
    return list(series.moments(), number);
  }

  private static <T, J> JsonArray list(List<T> all, Function<T, J> json) {
    var array = new JsonArray();
    all.forEach(one -> array.add(json.apply(one)));
    return array;
  }

  private static Number millis(double seconds) {
    return Math.round(seconds * 10_000) / 10.0;
  }
}
