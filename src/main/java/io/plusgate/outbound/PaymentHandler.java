package io.plusgate.outbound;

import io.plusgate.http.FailureHandler;
import io.plusgate.http.Problem;
import io.plusgate.payment.PaymentKey;
import io.plusgate.store.PaymentHistory;
import io.plusgate.store.Store;
import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /payments/{paymentRequestId}[?wait=30s]}: what we know of a payment, at once or as
 * soon as it is final. The merchant's polling then costs Alipay+ nothing.
 */
final class PaymentHandler {
  /** Longer than this no proxy holds a connection; the caller asks again. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private static final Pattern WAIT = Pattern.compile("([0-9]{1,7})(ms|s|m)");

  private final Vertx vertx;
  private final Store store;
  private final PaymentWaiters waiters;

  PaymentHandler(Vertx vertx, Store store, PaymentWaiters waiters) {
    this.vertx = vertx;
    this.store = store;
    this.waiters = waiters;
  }

  void handle(HttpServerRequest request, PaymentKey payment) {
    String asked = request.getParam("wait");
    Optional<Duration> wait = asked == null ? Optional.of(Duration.ZERO) : parse(asked);
    if (wait.isEmpty()) {
      Problems.badWait(LONGEST_WAIT).answer(request.response());
      return;
    }
    new Waiting(request, payment, wait.get()).look(false);
  }

  private static Optional<Duration> parse(String text) {
    Matcher parts = WAIT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts.group(1));
    Duration wait =
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          default -> Duration.ofMinutes(number);
        };
    return Optional.of(wait).filter(length -> length.compareTo(LONGEST_WAIT) <= 0);
  }

  private static BackendAnswer answer(PaymentHistory history) {
    var payment = history.payment();
    var json =
        new JsonObject()
            .put("paymentRequestId", payment.key().paymentRequestId())
            .put("clientId", payment.key().clientId())
            .put("phase", word(payment.phase()))
            .put("source", payment.source())
            .put("since", payment.since().toString());
    if (!payment.phase().isFinal()) {
      payment.nextAt().ifPresent(at -> json.put("nextInquiryAt", at.toString()));
    }
    json.put("attempts", payment.attempts());
    var events = new JsonArray();
    history
        .events()
        .forEach(
            event ->
                events.add(
                    new JsonObject()
                        .put("at", event.at().toString())
                        .put("what", event.what())
                        .put("source", event.source())
                        .put("phase", word(event.phase()))));
    return BackendAnswer.json(200, json.put("events", events));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** One request, from its first look to its answer. */
  private final class Waiting {
    private final HttpServerRequest request;
    private final PaymentKey payment;
    private final Duration wait;
    private final PaymentWaiters.Waiter waiter;
    private boolean entered;
    private boolean over;
    private long timer;

    Waiting(HttpServerRequest request, PaymentKey payment, Duration wait) {
      this.request = request;
      this.payment = payment;
      this.wait = wait;
      this.waiter = new PaymentWaiters.Waiter(vertx.getOrCreateContext(), () -> look(false));
    }

    /** Reads what is known; answers when it is final or the wait is over, else waits. */
    void look(boolean last) {
      if (over) {
        return;
      }
      store
          .findPayment(payment)
          .onSuccess(
              found -> {
                if (found.isEmpty()) {
                  end(BackendAnswer.of(Problems.paymentUnknown()));
                } else if (last || mayNotWait() || found.get().payment().phase().isFinal()) {
                  end(answer(found.get()));
                } else {
                  stay();
                }
              })
          .onFailure(this::fail);
    }

    private boolean mayNotWait() {
      return wait.isZero() || waiters.isClosed();
    }

    private void stay() {
      if (entered || over) {
        return;
      }
      if (!waiters.enter(payment, waiter)) {
        if (waiters.isClosed()) {
          look(true);
          return;
        }
        request.response().putHeader("Retry-After", "1");
        end(BackendAnswer.of(Problems.overloaded()));
        return;
      }
      entered = true;
      timer = vertx.setTimer(Math.max(1, wait.toMillis()), late -> look(true));
      request.response().closeHandler(gone -> leave());
      // It may have ended between the first look and our entering the list.
      look(false);
    }

    private void end(BackendAnswer answer) {
      if (!over) {
        leave();
        answer.write(request.response());
      }
    }

    private void fail(Throwable failure) {
      leave();
      Problem down = Problems.storeUnavailable();
      if (failure instanceof StoreUnavailableException) {
        down.answer(request.response());
      } else {
        FailureHandler.answer(request, failure);
      }
    }

    private void leave() {
      over = true;
      if (entered) {
        entered = false;
        vertx.cancelTimer(timer);
        waiters.leave(payment, waiter);
      }
    }
  }
}
