package io.plusgate.reconcile.inquire;

import io.plusgate.alipayplus.Answer;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.InquiredTransaction;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.MessageTime;
import io.plusgate.protocol.Result;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.Inquired.Verdict;
import io.plusgate.reconcile.Money;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what inquiryPayment answered, by the documented table
 * (D/integration_cashier_acq_tile/inquire_result); only a verified answer is read at all.
 */
final class AnswerReading {
  /** Not final while a payment may still arrive, so never more than "not known there". */
  private static final String NOT_EXIST = "ORDER_NOT_EXIST";

  private AnswerReading() {}

  static Statement read(Finding finding, Question question, Answer answer) {
    return answer.match(
        trusted -> read(finding, question, trusted),
        untrusted -> Statement.unknown("answer not verified: " + untrusted.outcome().label()),
        silent -> Statement.unknown("no answer: " + silent.outcome().label()));
  }

  /** The code by which Alipay+ says that it is asked too often (result-codes 2). */
  static boolean isTooMuch(Answer answer) {
    Optional<Result> nothing = Optional.empty();
    return answer
        .match(Answer.Trusted::result, untrusted -> nothing, silent -> nothing)
        .filter(Result::isTooMuch)
        .isPresent();
  }

  private static Statement read(Finding finding, Question question, Answer.Trusted answer) {
    var result = answer.result();
    var message = answer.message();
    if (result.isEmpty() || message.isEmpty()) {
      return Statement.unknown("the answer is no result, HTTP " + answer.status());
    }
    if (!result.get().isSuccess()) {
      String code = result.get().resultStatus() + " " + result.get().resultCode();
      boolean notKnown = result.get().isFailure() && result.get().resultCode().equals(NOT_EXIST);
      return notKnown ? Statement.of(Verdict.NOT_KNOWN_THERE, code) : Statement.unknown(code);
    }
    if (!question.isAnsweredBy(message.get().paymentRequestId(), message.get().paymentId())) {
      return Statement.unknown("the answer is about another payment");
    }
    return finding.subject().equals("refund")
        ? refund(finding, answer.body().getBytes())
        : payment(message.get());
  }

  private static Statement payment(Message message) {
    return message
        .paymentResult()
        .map(
            outcome ->
                new Statement(
                    verdict(outcome),
                    outcome.resultStatus() + " " + outcome.resultCode(),
                    money(message.paymentAmount()),
                    day(message.text("paymentTime").flatMap(MessageTime::parse))))
        .orElseGet(() -> Statement.unknown("S without a paymentResult"));
  }

  private static Verdict verdict(Result outcome) {
    return switch (outcome.resultStatus()) {
      case S -> Verdict.PAID;
      case F -> Verdict.UNPAID;
      case U -> Verdict.IN_PROCESS;
    };
  }

  private static Statement refund(Finding finding, byte[] answer) {
    return InquiredTransaction.read(answer).stream()
        .filter(one -> one.text("transactionType").filter("REFUND"::equals).isPresent())
        .filter(
            one ->
                one.text("transactionRequestId").filter(finding.id()::equals).isPresent()
                    || one.text("transactionId")
                        .filter(id -> !id.isEmpty() && id.equals(finding.alipayId()))
                        .isPresent())
        .findFirst()
        .map(AnswerReading::refund)
        .orElseGet(
            () ->
                Statement.unknown(
                    "its payment's answer carries no such refund; there is no inquiry of refunds"));
  }

  private static Statement refund(InquiredTransaction refund) {
    String status = refund.text("transactionStatus").orElse("");
    var verdict =
        switch (status) {
          case "SUCCESS" -> Verdict.PAID;
          case "FAIL", "CANCELLED" -> Verdict.UNPAID;
          case "PROCESSING" -> Verdict.IN_PROCESS;
          default -> Verdict.UNKNOWN;
        };
    return new Statement(
        verdict, "transactionStatus " + status, money(refund.amount()), day(refund.time()));
  }

  private static Money money(Optional<Amount> amount) {
    return amount.map(said -> new Money(said.value(), said.currency())).orElse(Money.UNKNOWN);
  }

  private static OptionalLong day(Optional<OffsetDateTime> time) {
    return time.map(said -> said.withOffsetSameInstant(Entry.ZONE).toLocalDate().toEpochDay())
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }
}
