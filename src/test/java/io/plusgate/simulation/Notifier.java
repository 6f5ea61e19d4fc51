package io.plusgate.simulation;

import io.plusgate.payment.Evidence;
import io.plusgate.payment.PaymentKey;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Result;
import io.plusgate.store.Digest;
import io.plusgate.store.Notification;
import io.plusgate.store.Payload;
import io.plusgate.store.PaymentEvidence;
import io.plusgate.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Alipay+'s notifications: sent again until they are acknowledged (protocol 6.2). */
final class Notifier {
  private static final List<Duration> GAPS =
      List.of(
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(15));

  private static final Optional<Amount> AMOUNT = Optional.of(new Amount(100, "JPY"));

  private final VirtualTime time;
  private final Machine gateway;
  private final Store store;
  private final PaymentKey payment;
  private final Duration firstAfter;
  private final boolean repeats;
  private final boolean blocked;

  Notifier(VirtualTime time, Machine gateway, Store store, PaymentKey payment, Dice dice) {
    this.time = time;
    this.gateway = gateway;
    this.store = store;
    this.payment = payment;
    this.firstAfter = dice.upTo(dice.oneOf(Duration.ofMillis(50), Duration.ofMinutes(5)));
    this.repeats = dice.in(20);
    this.blocked = dice.in(20);
  }

  void notify(boolean paid) {
    if (!blocked) {
      time.in(firstAfter, () -> send(paid, 0));
    }
  }

  private void send(boolean paid, int times) {
    var again = new Again(paid, times);
    if (gateway.isUp()) {
      store
          .recordNotification(notification(paid))
          .onSuccess(acknowledged -> again.stop())
          .onFailure(refused -> {});
    }
    time.in(GAPS.get(Math.min(times, GAPS.size() - 1)), again);
  }

  /** The next sending, unless it was acknowledged in time. */
  private final class Again implements Runnable {
    private final boolean paid;
    private final int times;
    private boolean stopped;

    Again(boolean paid, int times) {
      this.paid = paid;
      this.times = times;
    }

    void stop() {
      stopped = !repeats;
    }

    @Override
    public void run() {
      if (!stopped && times < GAPS.size()) {
        send(paid, times + 1);
      }
    }
  }

  private Notification notification(boolean paid) {
    var outcome = paid ? Result.SUCCESS : Result.failed("USER_BALANCE_NOT_ENOUGH", "");
    var evidence = new Evidence.Notified(outcome, AMOUNT);
    return new Notification(
        payment.clientId(),
        "notifyPayment",
        payment.paymentRequestId(),
        Digest.of(outcome.resultStatus().name(), "100", "JPY"),
        paid ? "payment.succeeded" : "payment.failed",
        Optional.of(new PaymentEvidence(payment.paymentRequestId(), evidence)),
        trace -> Payload.unknown().after(trace),
        time.instant());
  }
}
