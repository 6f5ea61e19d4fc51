package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The truth about one payment at one moment.
 *
 * @param side ACQP: an acquirer's pay; MPP: a payment that we asked a wallet for
 * @param code SUCCESS, the failure's code, or what a U says meanwhile
 * @param joinedTo the paymentRequestId of the same payment on the other side, if it has one
 * @param cancelRequested whether a cancelPayment came, be it for a payment that never did
 */
public record BookedPayment(
    Role side,
    String clientId,
    String paymentRequestId,
    String paymentId,
    Amount amount,
    Amount settlementAmount,
    PaymentState state,
    String code,
    Instant createdAt,
    Optional<Instant> endedAt,
    int inquiries,
    boolean cancelRequested,
    List<BookedRefund> refunds,
    List<BookedNotification> notifications,
    Optional<String> joinedTo) {
  public BookedPayment {
    refunds = List.copyOf(refunds);
    notifications = List.copyOf(notifications);
  }

  public long refunded() {
    return refunds.stream().mapToLong(refund -> refund.amount().value()).sum();
  }

  public boolean isFinal() {
    return state != PaymentState.IN_PROCESS;
  }
}
