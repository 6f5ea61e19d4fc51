package io.plusgate.admin;

import io.plusgate.http.Problem;
import io.plusgate.store.ReplayAnswer;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/v1/replay}: one delivery at once, or many in a run that is watched with GET and
 * stopped with DELETE. One run at a time; the last few are remembered until the gateway stops.
 */
final class ReplayApi {
  static final String PATH = AdminApi.ROOT + "replay";
  private static final Logger LOG = LoggerFactory.getLogger(ReplayApi.class);
  private static final int REMEMBERED = 20;

  private final Vertx vertx;
  private final Store store;
  private final Runnable queued;
  private final InstantSource clock;
  private final Deque<ReplayRun> runs = new ArrayDeque<>();
  private long started;

  ReplayApi(Vertx vertx, Store store, Runnable queued, InstantSource clock) {
    this.vertx = vertx;
    this.store = store;
    this.queued = queued;
    this.clock = clock;
  }

  /** The body's wish, carried out or begun. */
  Future<ApiAnswer> post(String body) {
    return wish(ReplayWish.read(body, clock));
  }

  /** One delivery, at once. */
  Future<ApiAnswer> one(String webhookId, String audit) {
    return store
        .replayDelivery(webhookId, audit, clock.instant())
        .onSuccess(
            answer -> LOG.info("replay webhookId={} by={} answer={}", webhookId, audit, answer))
        .map(this::told);
  }

  ApiAnswer list() {
    var list = new JsonArray();
    runs.forEach(run -> list.add(run.json()));
    return ApiAnswer.of(new JsonObject().put("replays", list));
  }

  ApiAnswer show(String id) {
    return find(id).map(run -> ApiAnswer.of(run.json())).orElseGet(ReplayApi::unknown);
  }

  ApiAnswer stop(String id) {
    var found = find(id);
    found.ifPresent(ReplayRun::stop);
    return found.map(run -> new ApiAnswer(202, run.json())).orElseGet(ReplayApi::unknown);
  }

  private Future<ApiAnswer> wish(ReplayWish wish) {
    if (wish.id().isPresent() && !wish.dryRun()) {
      return one(wish.id().get(), wish.audit());
    }
    var busy = runs.stream().filter(ReplayRun::isRunning).findFirst();
    return Future.succeededFuture(busy.map(ReplayApi::busy).orElseGet(() -> begin(wish)));
  }

  private ApiAnswer begin(ReplayWish wish) {
    String id = String.valueOf(++started);
    var run = new ReplayRun(id, wish, store, queued, clock, vertx.getOrCreateContext());
    runs.addFirst(run);
    if (runs.size() > REMEMBERED) {
      runs.removeLast();
    }
    run.start();
    return new ApiAnswer(202, run.json());
  }

  private ApiAnswer told(ReplayAnswer answer) {
    queued.run();
    var json = new JsonObject().put("answer", Asked.word(answer));
    return switch (answer) {
      case QUEUED, STILL_WAITING -> new ApiAnswer(202, json);
      case UNKNOWN ->
          new ApiAnswer(404, refused(404, "delivery-unknown", "No such delivery", json));
      case PRUNED ->
          new ApiAnswer(410, refused(410, "delivery-pruned", "Its bytes are forgotten", json));
    };
  }

  private static JsonObject refused(int status, String code, String title, JsonObject json) {
    String detail = "Webhook-Id: " + json.getString("answer") + " (expected: one that is listed)";
    return new Problem(status, code, title, detail, json.getMap()).body().toJsonObject();
  }

  private Optional<ReplayRun> find(String id) {
    return runs.stream().filter(run -> run.id().equals(id)).findFirst();
  }

  private static ApiAnswer busy(ReplayRun run) {
    String found = "replay " + run.id() + " is running (expected: none; wait for it or DELETE it)";
    return ApiAnswer.of(new Problem(409, "replay-running", "One at a time", found));
  }

  private static ApiAnswer unknown() {
    String found = "replay: not one of the last " + REMEMBERED + " since the gateway started";
    return ApiAnswer.of(new Problem(404, "replay-unknown", "No such replay", found));
  }
}
