package io.plusgate.simulator;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What really happened: every payment, its refunds, its notifications and their answers. */
public final class Books {
  private final Map<String, Payment> payments;
  private final Map<String, Payment> byPaymentId;
  private final Map<String, RefundAnswer> refunds;
  private final Set<String> cancelledBeforePay;

  Books(int kept) {
    payments = new Recent<>(kept);
    byPaymentId = new Recent<>(kept);
    refunds = new Recent<>(kept);
    cancelledBeforePay = Collections.newSetFromMap(new Recent<>(kept));
  }

  /** The payment that this partner knows by this id, as it stands now. */
  public Optional<BookedPayment> payment(String clientId, String paymentRequestId) {
    return find(clientId, paymentRequestId).map(Payment::snapshot);
  }

  /** Every payment, oldest first. */
  public List<BookedPayment> payments() {
    return all().stream().map(Payment::snapshot).toList();
  }

  synchronized Optional<Payment> find(String clientId, String paymentRequestId) {
    return Optional.ofNullable(payments.get(key(clientId, paymentRequestId)));
  }

  synchronized Optional<Payment> findById(String clientId, String paymentId) {
    return Optional.ofNullable(byPaymentId.get(key(clientId, paymentId)));
  }

  synchronized void add(Payment payment) {
    String client = payment.terms().clientId();
    payments.put(key(client, payment.terms().paymentRequestId()), payment);
    byPaymentId.put(key(client, payment.terms().paymentId()), payment);
  }

  synchronized Optional<RefundAnswer> refund(String clientId, String refundRequestId) {
    return Optional.ofNullable(refunds.get(key(clientId, refundRequestId)));
  }

  synchronized void keep(String clientId, String refundRequestId, RefundAnswer answer) {
    refunds.put(key(clientId, refundRequestId), answer);
  }

  /** A cancel for a payment that never arrived: should it still come, it must not succeed. */
  synchronized void cancelledBeforePay(String clientId, String paymentRequestId) {
    cancelledBeforePay.add(key(clientId, paymentRequestId));
  }

  synchronized boolean wasCancelledBeforePay(String clientId, String paymentRequestId) {
    return cancelledBeforePay.contains(key(clientId, paymentRequestId));
  }

  synchronized void clear() {
    payments.clear();
    byPaymentId.clear();
    refunds.clear();
    cancelledBeforePay.clear();
  }

  private synchronized Collection<Payment> all() {
    return List.copyOf(payments.values());
  }

  private static String key(String clientId, String id) {
    return clientId + ' ' + id;
  }
}
