package io.plusgate.admin;

import io.plusgate.metrics.RecentTraffic;
import io.plusgate.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.Set;

/** What may be asked of a running gateway about itself, beside what is in its store. */
final class RunningApi {
  private static final String ALARMS = AdminApi.ROOT + "alarms";
  private static final String CONFIG = AdminApi.ROOT + "config";
  private static final String EVENTS = AdminApi.ROOT + "events";
  private static final String KEYS = AdminApi.ROOT + "keys";
  private static final String OVERVIEW = AdminApi.ROOT + "overview";
  private static final Set<String> PATHS = Set.of(ALARMS, CONFIG, EVENTS, KEYS, OVERVIEW);

  private final AboutGateway about;
  private final Overview overview;
  private final LiveFeed feed;
  private final InstantSource clock;

  RunningApi(
      Vertx vertx,
      AboutGateway about,
      Health health,
      RecentTraffic traffic,
      Store store,
      InstantSource clock) {
    this.about = about;
    this.overview = new Overview(about, health, traffic, store, clock);
    this.feed = new LiveFeed(vertx, overview);
    this.clock = clock;
  }

  static boolean knows(String path) {
    return PATHS.contains(path);
  }

  void get(HttpServerRequest request) {
    var response = request.response();
    switch (request.path()) {
      case ALARMS -> ApiAnswer.of(about.alarmsJson()).send(response);
      case CONFIG -> ApiAnswer.of(ConfigView.of(about.config())).send(response);
      case EVENTS -> feed.listen(response);
      case KEYS -> ApiAnswer.of(about.keysJson(clock.instant())).send(response);
      case OVERVIEW ->
          overview
              .look(RecentTraffic.MOMENTS)
              .onSuccess(now -> ApiAnswer.of(now).send(response))
              .onFailure(broken -> response.reset());
      default -> AdminApi.notFound().answer(response);
    }
  }
}
