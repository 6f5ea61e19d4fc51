package io.plusgate.outbound;

import io.plusgate.config.LimitsConfig;
import io.plusgate.http.Admission;
import io.plusgate.http.BodyBudget;
import io.plusgate.metrics.LimitMetrics;
import io.plusgate.metrics.Room;
import io.plusgate.payment.PaymentKey;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who waits for which payment: held without a thread, woken by the payment's own transition, also
 * when that happens on another gateway of the same database. Safe from any thread.
 */
public final class PaymentWaiters {
  /** One caller who waits. */
  static final class Waiter {
    private final Context context;
    private final Runnable look;
    private Optional<Admission.Visit> place = Optional.empty();

    Waiter(Context context, Runnable look) {
      this.context = context;
      this.look = look;
    }

    private void lookAgain() {
      context.runOnContext(now -> look.run());
    }
  }

  private final Map<PaymentKey, Set<Waiter>> waiting = new ConcurrentHashMap<>();
  private final Admission places;

  /**
   * @param limits how many may wait at once
   */
  public PaymentWaiters(LimitsConfig limits, LimitMetrics metrics) {
    // Who waits has no body.
    var bodies = new BodyBudget();
    places = new Admission(Room.WAITERS, limits.waiters(), bodies, metrics);
  }

  /** From now on; who waits goes on waiting. */
  public void limit(int next) {
    places.limit(next);
  }

  /** False when there is no place left; else {@link #leave} must follow exactly once. */
  boolean enter(PaymentKey payment, Waiter waiter) {
    var place = places.enter("wait", Duration.ZERO);
    if (place.isEmpty()) {
      return false;
    }
    waiter.place = place;
    waiting
        .compute(
            payment, (key, known) -> known == null ? ConcurrentHashMap.<Waiter>newKeySet() : known)
        .add(waiter);
    return true;
  }

  void leave(PaymentKey payment, Waiter waiter) {
    waiting.computeIfPresent(
        payment,
        (key, known) -> {
          known.remove(waiter);
          return known.isEmpty() ? null : known;
        });
    waiter.place.ifPresent(Admission.Visit::leave);
  }

  /** The payment has come into another phase: whoever waits for it looks again. */
  public void changed(PaymentKey payment) {
    waiting.getOrDefault(payment, Set.of()).forEach(Waiter::lookAgain);
  }

  boolean isClosed() {
    return places.isClosed();
  }

  /** Nobody waits any more: each is told what is known now. Completes when the last one was. */
  public Future<Void> close() {
    var left = places.close();
    waiting.values().forEach(waiters -> waiters.forEach(Waiter::lookAgain));
    return left;
  }

  /** How many still wait. */
  public int size() {
    return places.inFlight();
  }
}
