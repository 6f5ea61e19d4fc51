package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** One settled payment or refund as a report would show it. */
record ReportRow(
    String type,
    String requestId,
    String transactionId,
    String originalId,
    Amount amount,
    Amount settlement,
    long fee,
    Instant time,
    String agreement) {
  /** Six per thousand, half a unit rounds up: any contract would do. */
  static long fee(Amount settlement) {
    return (settlement.value() * 6 + 500) / 1_000;
  }

  static ReportRow of(BookedPayment payment, String agreement) {
    return new ReportRow(
        "PAYMENT",
        payment.paymentRequestId(),
        payment.paymentId(),
        "",
        payment.amount(),
        payment.settlementAmount(),
        fee(payment.settlementAmount()),
        payment.endedAt().orElse(payment.createdAt()),
        agreement);
  }

  static ReportRow of(BookedPayment payment, BookedRefund refund, String agreement) {
    long settled =
        payment.settlementAmount().value() * refund.amount().value() / payment.amount().value();
    var settlement = new Amount(settled, payment.settlementAmount().currency());
    return new ReportRow(
        "REFUND",
        refund.refundRequestId(),
        refund.refundId(),
        payment.paymentId(),
        refund.amount(),
        settlement,
        fee(settlement),
        refund.refundedAt(),
        agreement);
  }

  ReportRow withAmount(Amount other) {
    return new ReportRow(
        type, requestId, transactionId, originalId, other, settlement, fee, time, agreement);
  }

  ReportRow withFee(long other) {
    return new ReportRow(
        type, requestId, transactionId, originalId, amount, settlement, other, time, agreement);
  }

  ReportRow withTime(Instant other) {
    return new ReportRow(
        type, requestId, transactionId, originalId, amount, settlement, fee, other, agreement);
  }

  ReportRow withIds(String request, String transaction) {
    return new ReportRow(
        type, request, transaction, originalId, amount, settlement, fee, time, agreement);
  }

  /** The settled amount as it enters the totals: refunds flow back. */
  long net() {
    return type.equals("REFUND") ? -settlement.value() : settlement.value();
  }

  long netFee() {
    return type.equals("REFUND") ? -fee : fee;
  }

  String item() {
    return String.join(
        ",",
        requestId,
        transactionId,
        originalId,
        type,
        String.valueOf(amount.value()),
        amount.currency(),
        String.valueOf(settlement.value()),
        settlement.currency(),
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            time.atOffset(ZoneOffset.ofHours(8)).withNano(0)));
  }

  String feeItem() {
    return String.join(
        ",", requestId, transactionId, type, String.valueOf(fee), settlement.currency());
  }
}
