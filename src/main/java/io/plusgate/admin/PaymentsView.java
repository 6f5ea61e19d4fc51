package io.plusgate.admin;

import io.plusgate.http.Problem;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.store.Page;
import io.plusgate.store.PaymentHistory;
import io.plusgate.store.PaymentQuery;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code GET /api/v1/payments} and {@code /api/v1/payments/{paymentRequestId}}: where payments
 * stand, and all that has happened to one.
 *
 * <p>Without a phase the list goes phase by phase; {@code after} then names the phase as well.
 */
final class PaymentsView {
  private static final Set<String> KNOWN = Set.of("phase", "olderThan", "events", "limit", "after");

  private final Store store;
  private final Supplier<List<String>> clientIds;
  private final InstantSource clock;

  PaymentsView(Store store, Supplier<List<String>> clientIds, InstantSource clock) {
    this.store = store;
    this.clientIds = clientIds;
    this.clock = clock;
  }

  Future<ApiAnswer> list(MultiMap parameters) {
    var asked = Asked.of(parameters, clock, KNOWN);
    Optional<Phase> only = asked.choice("phase", Phase.values());
    var cursor = asked.text("after").map(Cursor::read).orElseGet(() -> Cursor.start(only));
    var query = new PaymentQuery(cursor.phase(), asked.time("olderThan"), asked.page(cursor.at()));
    return store
        .listPayments(query)
        .map(page -> new Page<>(page.items(), next(page, cursor.phase(), only)))
        .compose(page -> asked.flag("events") ? withEvents(page) : payments(page));
  }

  private static Future<ApiAnswer> payments(Page<Payment> page) {
    return Future.succeededFuture(ApiAnswer.of(Rows.page("payments", page, Rows::payment)));
  }

  private Future<ApiAnswer> withEvents(Page<Payment> page) {
    var looks = page.items().stream().map(one -> store.findPayment(one.key())).toList();
    return Future.join(looks)
        .map(all -> looks.stream().flatMap(look -> look.result().stream()).toList())
        .map(histories -> new Page<>(histories, page.next()))
        .map(histories -> ApiAnswer.of(Rows.page("payments", histories, Rows::history)));
  }

  /** All clients are asked when none is named; an id that two of them have needs the name. */
  Future<ApiAnswer> show(String paymentRequestId, MultiMap parameters) {
    var asked = Asked.of(parameters, clock, Set.of("clientId"));
    if (paymentRequestId.isEmpty()) {
      throw Asked.wrong("paymentRequestId", "empty", "an id");
    }
    var clients = asked.text("clientId").map(List::of).orElseGet(clientIds);
    var looks =
        clients.stream()
            .map(clientId -> store.findPayment(new PaymentKey(clientId, paymentRequestId)))
            .toList();
    return Future.join(looks)
        .map(all -> found(looks.stream().flatMap(look -> look.result().stream()).toList()));
  }

  private static ApiAnswer found(List<PaymentHistory> found) {
    return switch (found.size()) {
      case 0 ->
          ApiAnswer.of(
              new Problem(
                  404,
                  "payment-unknown",
                  "No such payment",
                  "paymentRequestId: not in the store (expected: one that was sent through this"
                      + " gateway)"));
      case 1 -> ApiAnswer.of(Rows.history(found.get(0)));
      default ->
          ApiAnswer.of(
              new Problem(
                  409,
                  "client-required",
                  "Several clients have it",
                  "clientId: absent (expected: one of "
                      + found.stream().map(one -> one.payment().key().clientId()).toList()
                      + ")"));
    };
  }

  private static Optional<String> next(Page<Payment> page, Phase phase, Optional<Phase> only) {
    if (page.next().isPresent()) {
      return page.next().map(at -> new Cursor(phase, Optional.of(at)).text());
    }
    return only.isPresent()
        ? Optional.empty()
        : Arrays.stream(Phase.values())
            .filter(one -> one.compareTo(phase) > 0)
            .findFirst()
            .map(following -> new Cursor(following, Optional.empty()).text());
  }

  /** Where the page before ended. */
  private record Cursor(Phase phase, Optional<String> at) {
    static Cursor start(Optional<Phase> only) {
      return new Cursor(only.orElse(Phase.SENT), Optional.empty());
    }

    static Cursor read(String text) {
      int dot = text.indexOf('.');
      try {
        String phase = text.substring(0, Math.max(dot, 0));
        String at = text.substring(dot + 1);
        return new Cursor(Phase.valueOf(phase), Optional.of(at).filter(some -> !some.isEmpty()));
      } catch (IllegalArgumentException foreign) {
        throw Asked.wrong("after", text, "the next of an earlier page");
      }
    }

    String text() {
      return phase + "." + at.orElse("");
    }
  }
}
