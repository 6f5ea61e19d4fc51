package io.plusgate.admin;

import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Page;
import io.plusgate.store.ReplayAnswer;
import io.plusgate.store.Store;
import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends many deliveries again, one after the other, not faster than asked; or only counts them.
 *
 * <p>Belongs to the one event loop of the admin listener. Each step is a transaction of the store,
 * so that a crash leaves what was queued queued; asking again sends those twice at worst, under the
 * same Webhook-Ids.
 */
final class ReplayRun {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);

  /** How the run stands. */
  enum State {
    RUNNING,
    DONE,
    STOPPED,
    FAILED
  }

  private final String id;
  private final ReplayWish wish;
  private final Store store;
  private final Runnable queued;
  private final InstantSource clock;
  private final Context context;
  private final Deque<Delivery> ahead = new ArrayDeque<>();
  private State state = State.RUNNING;
  private long parked;
  private long done;
  private long sent;
  private long missed;
  private String failure = "";
  private Optional<Instant> endedAt = Optional.empty();
  private Optional<String> after = Optional.empty();
  private boolean lastPage;

  ReplayRun(
      String id,
      ReplayWish wish,
      Store store,
      Runnable queued,
      InstantSource clock,
      Context context) {
    this.id = id;
    this.wish = wish;
    this.store = store;
    this.queued = queued;
    this.clock = clock;
    this.context = context;
  }

  String id() {
    return id;
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  void start() {
    LOG.info(
        "replay asked replay={} by={} why={} event={} since={} state={} dryRun={} rate={}",
        id,
        wish.by(),
        wish.why(),
        wish.event().orElse("any"),
        wish.since().map(Instant::toString).orElse("ever"),
        wish.state().map(Asked::word).orElse("parked and done"),
        wish.dryRun(),
        wish.rate());
    context.runOnContext(begin -> next());
  }

  /** What is queued already stays queued. */
  void stop() {
    context.runOnContext(
        now -> {
          if (isRunning()) {
            end(State.STOPPED);
          }
        });
  }

  JsonObject json() {
    var json =
        new JsonObject()
            .put("replay", id)
            .put("state", Asked.word(state))
            .put("dryRun", wish.dryRun())
            .put("rate", wish.rate())
            .put("by", wish.by())
            .put("why", wish.why())
            .put("startedAt", wish.asOf().toString())
            .put("matched", parked + done)
            .put("parked", parked)
            .put("done", done)
            .put("queued", sent)
            .put("missed", missed);
    endedAt.ifPresent(at -> json.put("endedAt", at.toString()));
    return failure.isEmpty() ? json : json.put("failure", failure);
  }

  private void next() {
    while (isRunning()) {
      var delivery = ahead.poll();
      if (delivery == null) {
        turnThePage();
        return;
      }
      if (wish.means(delivery)) {
        count(delivery);
        if (!wish.dryRun()) {
          replay(delivery);
          return;
        }
      }
    }
  }

  private void turnThePage() {
    if (lastPage) {
      end(State.DONE);
      return;
    }
    store.listDeliveries(wish.page(after)).onSuccess(this::turned).onFailure(this::failed);
  }

  private void turned(Page<Delivery> page) {
    ahead.addAll(page.items());
    after = page.next();
    lastPage = after.isEmpty();
    next();
  }

  private void count(Delivery delivery) {
    if (delivery.state() == DeliveryState.PARKED) {
      parked++;
    } else {
      done++;
    }
  }

  private void replay(Delivery delivery) {
    store
        .replayDelivery(delivery.webhookId(), wish.audit(), clock.instant())
        .onSuccess(this::replayed)
        .onFailure(this::failed);
  }

  private void replayed(ReplayAnswer answer) {
    if (answer == ReplayAnswer.QUEUED) {
      sent++;
      queued.run();
    } else {
      missed++;
    }
    long gap = Math.max(1, 1_000 / wish.rate());
    context.owner().setTimer(gap, waited -> next());
  }

  private void failed(Throwable cause) {
    failure = "the store does not answer; ask again for the rest";
    LOG.warn("replay failed replay={}", id, cause);
    end(State.FAILED);
  }

  private void end(State how) {
    endedAt = Optional.of(clock.instant());
    state = how;
    LOG.info("replay ended replay={} state={} queued={} missed={}", id, how, sent, missed);
  }
}
