package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.Role;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One payment in Alipay+'s books; it ends once, and only a cancel can still undo a success. */
final class Payment {
  private final Terms terms;
  private final List<BookedRefund> refunds = new ArrayList<>();
  private final List<BookedNotification> notifications = new ArrayList<>();
  private PaymentState state = PaymentState.IN_PROCESS;
  private String code;
  private Optional<Instant> endedAt = Optional.empty();
  private Wallet wallet = Wallet.BUILT_IN;
  private int inquiries;
  private boolean cancelRequested;
  private boolean leftToWallet;
  private Optional<Payment> joined = Optional.empty();
  private Optional<JsonObject> told = Optional.empty();

  /**
   * What was agreed when the payment began; it never changes.
   *
   * @param request the body that began it
   * @param display what the answer shows while nobody has paid: orderCodeForm or paymentUrl
   */
  record Terms(
      Role side,
      String clientId,
      String acquirerId,
      String paymentRequestId,
      String paymentId,
      Amount amount,
      Settlement settlement,
      Scenario scenario,
      Instant createdAt,
      Instant expiresAt,
      Optional<URI> notifyUrl,
      JsonObject request,
      JsonObject display) {}

  /** Who pays: the wallet as the acquirer sees it. */
  record Wallet(String pspId, String brandName, String customerId, Optional<String> mppPaymentId) {
    static final Wallet BUILT_IN =
        new Wallet(SimulatedClient.SAMPLE_PSP_ID, "SIMULATED_WALLET", "1235678", Optional.empty());
  }

  Payment(Terms terms) {
    this.terms = terms;
    this.code = terms.scenario().course().waitingCode();
  }

  Terms terms() {
    return terms;
  }

  synchronized PaymentState state() {
    return state;
  }

  synchronized Wallet wallet() {
    return wallet;
  }

  synchronized void paidBy(Wallet payer) {
    wallet = payer;
  }

  /** A real wallet pays it, so that it no longer runs its own course. */
  synchronized void leaveToWallet() {
    leftToWallet = true;
  }

  /** It is the same payment as this one on the other side. */
  synchronized void joinTo(Payment other) {
    joined = Optional.of(other);
  }

  synchronized Optional<Payment> joined() {
    return joined;
  }

  synchronized boolean isLeftToWallet() {
    return leftToWallet;
  }

  /** Keeps what the wallet's first notification said, and says it again. */
  synchronized JsonObject remember(JsonObject notification) {
    told = told.or(() -> Optional.of(notification));
    return told.orElse(notification);
  }

  /** Ends the payment; false when it had ended before. */
  synchronized boolean end(PaymentState how, String why, Instant now) {
    if (state != PaymentState.IN_PROCESS) {
      return false;
    }
    state = how;
    code = why;
    endedAt = Optional.of(now);
    return true;
  }

  /** After this a success is impossible, and one that was is undone. */
  synchronized void cancel(Instant now) {
    cancelRequested = true;
    if (state != PaymentState.CANCELLED) {
      state = PaymentState.CANCELLED;
      code = Answers.ORDER_IS_CLOSED;
      endedAt = Optional.of(now);
    }
  }

  synchronized int countInquiry() {
    return ++inquiries;
  }

  synchronized void add(BookedRefund refund) {
    refunds.add(refund);
  }

  synchronized void add(BookedNotification notification) {
    notifications.add(notification);
  }

  synchronized List<BookedRefund> refunds() {
    return List.copyOf(refunds);
  }

  synchronized long refundable() {
    return terms.amount().value() - refunds.stream().mapToLong(r -> r.amount().value()).sum();
  }

  synchronized Optional<Instant> endedAt() {
    return endedAt;
  }

  /** {@code paymentResult}: what an inquiry or a notification says about the payment. */
  synchronized Result outcome() {
    return switch (state) {
      case IN_PROCESS -> Answers.unknown(code);
      case SUCCEEDED -> Result.SUCCESS;
      case FAILED -> Result.failed(code, "The payment failed.");
      case CANCELLED -> Result.failed(Answers.ORDER_IS_CLOSED, "The order is closed.");
    };
  }

  synchronized BookedPayment snapshot() {
    return new BookedPayment(
        terms.side(),
        terms.clientId(),
        terms.paymentRequestId(),
        terms.paymentId(),
        terms.amount(),
        terms.settlement().amount(),
        state,
        code,
        terms.createdAt(),
        endedAt,
        inquiries,
        cancelRequested,
        refunds,
        notifications,
        joined.map(other -> other.terms().paymentRequestId()));
  }
}
