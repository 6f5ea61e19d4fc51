package io.plusgate.admin;

import io.plusgate.http.Captures;
import io.plusgate.http.FailureHandler;
import io.plusgate.http.OpenToAnybody;
import io.plusgate.http.Problem;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.store.Store;
import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.Set;

/** The operator's door: health, metrics, the admin API and the console. */
public final class AdminHandler implements Handler<HttpServerRequest>, OpenToAnybody {
  private static final Problem STORE_DOWN =
      new Problem(
          503,
          "store-unavailable",
          "The store does not answer",
          "store: cannot be read or written now (expected: a working disk or database; see"
              + " /readyz).");

  private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/startupz");

  private final Health health;
  private final boolean hasToken;
  private final GatewayMetrics metrics;
  private final AdminApi api;
  private final ReplayApi replays;
  private final LogApi log;
  private final ReloadApi reloads;
  private final RunningApi running;
  private final ConsolePages console = new ConsolePages();
  private final BrowserGuard guard;

  /**
   * @param queued a hint for whoever delivers that something may be due
   */
  public AdminHandler(
      Vertx vertx,
      Health health,
      GatewayMetrics metrics,
      AdminApi api,
      AboutGateway about,
      Store store,
      Reloading reloading,
      LogLevel level,
      Captures captures,
      Runnable queued,
      InstantSource clock) {
    this.health = health;
    this.hasToken = about.config().listeners().admin().token().isPresent();
    this.metrics = metrics;
    this.api = api;
    this.log = new LogApi(level, captures, clock);
    this.reloads = new ReloadApi(reloading, clock);
    this.replays = new ReplayApi(vertx, store, queued, clock);
    this.running = new RunningApi(vertx, about, health, metrics.traffic(), store, clock);
    this.guard = new BrowserGuard(about.config().listeners().admin());
  }

  /**
   * The console's page is public: it holds nothing of this gateway, and asks for the token. So is
   * the bare yes or no of a probe: a kubelet can send no secret without it standing in the
   * manifest.
   */
  @Override
  public boolean isOpen(HttpServerRequest request) {
    return request.method().name().equals("GET")
        && (ConsolePages.isBelow(request.path()) || PROBES.contains(request.uri()));
  }

  @Override
  public void handle(HttpServerRequest request) {
    guard
        .objection(request)
        .ifPresentOrElse(problem -> problem.answer(request.response()), () -> answer(request));
  }

  private void answer(HttpServerRequest request) {
    try {
      switch (request.method().name()) {
        case "GET" -> get(request);
        case "POST" -> post(request);
        case "DELETE" -> delete(request);
        default -> refuseMethod(request, "GET, POST or DELETE");
      }
    } catch (BadQueryException bad) {
      fail(request, bad);
    }
  }

  private void get(HttpServerRequest request) {
    var response = request.response();
    switch (request.path()) {
      case "/livez" -> say(response, true, "live");
      case "/readyz" -> say(response, health.isReady(), readiness(request));
      case "/startupz" -> say(response, health.isStarted(), readiness(request));
      case "/metrics" -> scrape(request);
      case ReplayApi.PATH -> replays.list().send(response);
      case ReloadApi.PATH -> reloads.show().send(response);
      case LogApi.LEVEL -> log.level().send(response);
      case LogApi.CAPTURES -> log.captures().send(response);
      default -> getFromApi(request);
    }
  }

  private void scrape(HttpServerRequest request) {
    String accept = request.headers().get("Accept");
    String type = GatewayMetrics.contentType(accept == null ? "" : accept);
    text(request.response(), 200, type, metrics.scrape(type));
  }

  private void getFromApi(HttpServerRequest request) {
    String path = request.path();
    if (path.startsWith(ReplayApi.PATH + "/")) {
      replays.show(path.substring(ReplayApi.PATH.length() + 1)).send(request.response());
    } else if (path.startsWith(LogApi.CAPTURES + "/")) {
      log.show(idIn(path)).send(request.response());
    } else if (ConsolePages.isBelow(path)) {
      console.get(request);
    } else if (RunningApi.knows(path)) {
      running.get(request);
    } else {
      answer(request, api.get(path, request.params()));
    }
  }

  private void post(HttpServerRequest request) {
    var delivery = DeliveryPath.replayOf(request.path());
    if (delivery.isPresent()) {
      answer(request, replays.one(delivery.get(), "admin api"));
    } else if (request.path().equals(ReplayApi.PATH)) {
      answer(request, RequestText.of(request).compose(replays::post));
    } else if (request.path().equals(ReloadApi.PATH)) {
      answer(request, RequestText.of(request).map(reloads::begin));
    } else if (request.path().equals(LogApi.LEVEL)) {
      answer(request, RequestText.of(request).map(log::setLevel));
    } else if (request.path().equals(LogApi.CAPTURES)) {
      answer(request, RequestText.of(request).map(log::begin));
    } else {
      refuseMethod(request, "GET");
    }
  }

  private void delete(HttpServerRequest request) {
    String path = request.path();
    if (path.startsWith(ReplayApi.PATH + "/")) {
      replays.stop(path.substring(ReplayApi.PATH.length() + 1)).send(request.response());
    } else if (path.startsWith(LogApi.CAPTURES + "/")) {
      log.end(idIn(path)).send(request.response());
    } else {
      refuseMethod(request, "GET");
    }
  }

  private static String idIn(String path) {
    return AdminApi.decoded(path.substring(LogApi.CAPTURES.length() + 1));
  }

  private static void answer(HttpServerRequest request, Future<ApiAnswer> answer) {
    answer
        .onSuccess(told -> told.send(request.response()))
        .onFailure(failure -> fail(request, failure));
  }

  private static void fail(HttpServerRequest request, Throwable failure) {
    if (failure instanceof BadQueryException bad) {
      ApiAnswer.badQuery(bad).send(request.response());
    } else if (failure instanceof StoreUnavailableException) {
      STORE_DOWN.answer(request.response());
    } else {
      FailureHandler.answer(request, failure);
    }
  }

  private static void refuseMethod(HttpServerRequest request, String expected) {
    String found = "method: " + request.method().name() + " (expected: " + expected + ")";
    new Problem(405, "method-not-allowed", "Not this way", found).answer(request.response());
  }

  private String readiness(HttpServerRequest request) {
    if (hasToken && PROBES.contains(request.uri())) { // asked by anybody: no reasons
      return health.isReady() ? "ready" : "not ready";
    }
    String first = health.isReady() ? "ready" : "not ready\n" + String.join("\n", health.reasons());
    return request.params().contains("verbose") && !health.notes().isEmpty()
        ? first + "\n" + String.join("\n", health.notes())
        : first;
  }

  private static void say(HttpServerResponse response, boolean yes, String text) {
    text(response, yes ? 200 : 503, "text/plain; charset=utf-8", text + "\n");
  }

  private static void text(HttpServerResponse response, int status, String type, String text) {
    response.setStatusCode(status).putHeader("Content-Type", type);
    response.putHeader("Cache-Control", "no-store");
    response.end(text).onFailure(gone -> {});
  }
}
