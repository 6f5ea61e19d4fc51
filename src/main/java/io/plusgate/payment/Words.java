package io.plusgate.payment;

import io.plusgate.protocol.Result;
import java.util.Optional;
import java.util.Set;

/** How results are read, and how they are written into a timeline. */
final class Words {
  private static final String ORDER_NOT_EXIST = "ORDER_NOT_EXIST";

  /** Products whose pay only makes a code or a page, on which somebody pays afterwards. */
  private static final Set<String> PAID_LATER = Set.of("OrderCode", "EntryCode", Policy.CASHIER);

  private Words() {}

  /**
   * The S of a pay whose payer comes later: with what, no document says, so it ends nothing. Nor
   * does one of an unknown product, which may be such; against a cancel it may be a success.
   */
  static boolean onlyShowsACode(Payment payment, Evidence evidence) {
    boolean isOpen = payment.phase() == Phase.SENT || payment.phase() == Phase.OPEN;
    return evidence instanceof Evidence.PayAnswered
        && evidence.said() == Said.SUCCEEDED
        && (PAID_LATER.contains(payment.product())
            || (isOpen && payment.product().equals(Policy.UNKNOWN)));
  }

  static boolean nameOtherAmount(Payment payment, Evidence evidence) {
    return evidence.amount().isPresent()
        && payment.amount().isPresent()
        && !evidence.amount().equals(payment.amount());
  }

  /** Whether Alipay+ spoke of the payment, and not only of the call. */
  static boolean tellOfThePayment(Evidence.Inquired told) {
    boolean doesNotExist =
        told.result().filter(said -> said.resultCode().equals(ORDER_NOT_EXIST)).isPresent();
    boolean hasResult = told.result().filter(Result::isSuccess).isPresent();
    return doesNotExist || (hasResult && told.paymentResult().isPresent());
  }

  /** What a {@code paymentResult} makes of the payment. */
  static Said outcome(Result paymentResult) {
    if (paymentResult.isSuccess()) {
      return Said.SUCCEEDED;
    }
    if (!paymentResult.isFailure()) {
      return Said.OPEN;
    }
    boolean closed = paymentResult.resultCode().equals(Evidence.ORDER_IS_CLOSED);
    return closed ? Said.CANCELLED : Said.FAILED;
  }

  static String of(Optional<Result> result) {
    return result.map(Words::of).orElse("no result");
  }

  static String of(Result result) {
    return result.resultStatus() + " " + result.resultCode();
  }
}
