package io.plusgate.outbound;

import io.plusgate.http.Admission;
import io.plusgate.payment.PaymentKey;
import io.vertx.core.Context;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who waits for which payment: held without a thread, woken by the payment's own transition, also
 * when that happens on another gateway of the same database. Safe from any thread.
 */
public final class PaymentWaiters {
  /** One caller who waits. */
  record Waiter(Context context, Runnable look) {}

  private final Map<PaymentKey, Set<Waiter>> waiting = new ConcurrentHashMap<>();
  private final Admission places;

  /**
   * @param limit how many may wait at once
   */
  public PaymentWaiters(int limit) {
    places = new Admission(limit);
  }

  /** False when there is no place left; else {@link #leave} must follow exactly once. */
  boolean enter(PaymentKey payment, Waiter waiter) {
    if (!places.enter()) {
      return false;
    }
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
    places.leave();
  }

  /** The payment has come into another phase: whoever waits for it looks again. */
  public void changed(PaymentKey payment) {
    waiting
        .getOrDefault(payment, Set.of())
        .forEach(waiter -> waiter.context().runOnContext(now -> waiter.look().run()));
  }
}
