package io.plusgate.payment;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Payments in every phase, and every kind of evidence, as the arbiter's tests need them. */
final class Lives {
  static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  static final Amount AMOUNT = new Amount(100, "JPY");
  static final Amount OTHER = new Amount(101, "JPY");
  static final PaymentKey KEY = new PaymentKey("SANDBOX_5YC47N2ZQHJ004124", "p1");
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);
  static final Arbiter ARBITER = new Arbiter(policy(true));

  private Lives() {}

  static Policy policy(boolean cancels) {
    var ladder =
        new InquirySchedule(
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(5)), Duration.ofMinutes(1));
    return new Policy(
        Map.of(Policy.DEFAULT, ladder, Policy.CASHIER, ladder),
        ladder,
        cancels,
        Duration.ofMinutes(5));
  }

  static Payment sent() {
    return sent(ARBITER, NOON);
  }

  static Payment sent(Arbiter arbiter, Instant now) {
    return arbiter.sent(
        KEY, Policy.DEFAULT, Optional.of(AMOUNT), Optional.empty(), now, ANSWER_WITHIN);
  }

  /** A payment that has come lawfully into this phase, at noon. */
  static Payment in(Phase phase) {
    return switch (phase) {
      case SENT -> sent();
      case OPEN -> after(sent(), new Evidence.PayUnknown("no answer"));
      case CANCELLING -> after(in(Phase.OPEN), cancelAsked(NOON));
      case SUCCEEDED -> after(in(Phase.OPEN), evidence("inquired S, payment S"));
      case FAILED -> after(in(Phase.OPEN), evidence("inquired S, payment F"));
      case CANCELLED -> after(in(Phase.CANCELLING), evidence("cancel answered S"));
      case UNRESOLVED ->
          after(in(Phase.CANCELLING), evidence("cancel answered F CANCEL_WINDOW_EXCEED"));
    };
  }

  static Payment after(Payment payment, Evidence evidence) {
    return ARBITER.decide(payment, evidence, NOON).payment();
  }

  static Evidence cancelAsked(Instant now) {
    return new Evidence.CancelAsked("backend", now.plus(ANSWER_WITHIN));
  }

  static Evidence evidence(String what) {
    return Optional.ofNullable(all().get(what)).orElseThrow();
  }

  /** Every kind of evidence, by what people call it. */
  static Map<String, Evidence> all() {
    var succeeded = Result.SUCCESS;
    var failed = Result.failed("USER_BALANCE_NOT_ENOUGH", "");
    var closed = Result.failed(Evidence.ORDER_IS_CLOSED, "");
    var running = new Result(ResultStatus.U, "PAYMENT_IN_PROCESS", "");
    Map<String, Evidence> all = new LinkedHashMap<>();
    all.put("pay answered S", pay(succeeded));
    all.put("pay answered F", pay(failed));
    all.put("pay answered F REPEAT_REQ_INCONSISTENT", pay(inconsistent()));
    all.put("pay answered U", pay(running));
    all.put("pay silent or untrusted", new Evidence.PayUnknown("no answer"));
    all.put("inquired S, payment S", inquired(succeeded, AMOUNT));
    all.put("inquired S, payment S, other amount", inquired(succeeded, OTHER));
    all.put("inquired S, payment F", inquired(failed, AMOUNT));
    all.put("inquired S, payment F ORDER_IS_CLOSED", inquired(closed, AMOUNT));
    all.put("inquired S, payment U", inquired(running, AMOUNT));
    all.put("inquired F ORDER_NOT_EXIST", missing());
    all.put("inquiry silent or untrusted", new Evidence.InquiryUnknown("no answer"));
    all.put("notified S", new Evidence.Notified(succeeded, Optional.of(AMOUNT)));
    all.put("notified S, other amount", new Evidence.Notified(succeeded, Optional.of(OTHER)));
    all.put("notified F", new Evidence.Notified(failed, Optional.of(AMOUNT)));
    all.put("notified F ORDER_IS_CLOSED", new Evidence.Notified(closed, Optional.of(AMOUNT)));
    all.put("cancel asked", cancelAsked(NOON));
    all.put("cancel answered S", cancel(succeeded));
    all.put("cancel answered U", cancel(running));
    all.put("cancel answered F", cancel(Result.failed("ACCESS_DENIED", "")));
    all.put("cancel answered F CANCEL_WINDOW_EXCEED", cancel(tooLate()));
    all.put("cancel silent or untrusted", new Evidence.CancelUnknown("no answer"));
    all.put(
        "refund told",
        new Evidence.RefundTold(new RefundNote("r1", Optional.empty(), "S SUCCESS")));
    all.put("time passed", new Evidence.TimePassed());
    all.put("restored from a copy", new Evidence.Restored("restored"));
    return all;
  }

  private static Evidence pay(Result result) {
    return new Evidence.PayAnswered(Optional.of(result), Optional.of(AMOUNT), true);
  }

  private static Evidence inquired(Result paymentResult, Amount amount) {
    return new Evidence.Inquired(
        Optional.of(Result.SUCCESS), Optional.of(paymentResult), Optional.of(amount), false);
  }

  private static Evidence missing() {
    return new Evidence.Inquired(
        Optional.of(Result.failed("ORDER_NOT_EXIST", "")),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static Evidence cancel(Result result) {
    return new Evidence.CancelAnswered(Optional.of(result), false);
  }

  private static Result inconsistent() {
    return Result.failed(Evidence.REPEAT_REQ_INCONSISTENT, "");
  }

  private static Result tooLate() {
    return Result.failed(Evidence.CANCEL_WINDOW_EXCEED, "");
  }
}
