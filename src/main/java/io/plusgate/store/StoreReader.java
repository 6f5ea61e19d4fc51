package io.plusgate.store;

import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.vertx.core.Future;
import java.util.Optional;

/** What can be asked of a store without changing it. */
public interface StoreReader {
  /** The payment and all that has happened to it. */
  Future<Optional<PaymentHistory>> findPayment(PaymentKey key);

  Future<Page<Payment>> listPayments(PaymentQuery query);

  Future<Page<Delivery>> listDeliveries(DeliveryQuery query);

  /**
   * Every payment once, in the order of their keys; for those who want all of them.
   *
   * @param after where the page before ended ({@link Page#next}); nothing for the first page
   */
  Future<Page<Payment>> listEveryPayment(Optional<String> after);

  /** The events of one source in all payments, each payment's together and in their order. */
  Future<Page<PaymentEvent>> listEvents(EventQuery query);

  /** What is in the store, at a cost that does not grow with it. */
  Future<Statistics> statistics();

  /** Finishes what is under way and lets go of the store. */
  Future<Void> close();
}
