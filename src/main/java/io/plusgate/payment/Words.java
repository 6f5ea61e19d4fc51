package io.plusgate.payment;

import io.plusgate.protocol.Result;
import java.util.Optional;

/** How results are read, and how they are written into a timeline. */
final class Words {
  private Words() {}

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
