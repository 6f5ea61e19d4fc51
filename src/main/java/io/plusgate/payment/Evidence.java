package io.plusgate.payment;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Result;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing learnt of a payment. {@code Answered}, {@code Inquired} and {@code Notified} are only
 * ever made of bytes whose signature was verified; all else is {@code …Unknown}.
 *
 * <p>A restart is no evidence of its own: a payment that was on its way when the process died is
 * due at the end of its wait, like any other.
 */
public sealed interface Evidence {
  /** The code that inquiryPayment has for a closed or cancelled order (protocol 5). */
  String ORDER_IS_CLOSED = "ORDER_IS_CLOSED";

  /** The code of a cancel after 00:15 UTC+8 of T+1 (protocol 7.3). */
  String CANCEL_WINDOW_EXCEED = "CANCEL_WINDOW_EXCEED";

  /** Another pay with this id, and other parameters: it says nothing of the first one. */
  String REPEAT_REQ_INCONSISTENT = "REPEAT_REQ_INCONSISTENT";

  /** The source of what is known by a restored copy only. */
  String RESTORED = "restored";

  Said said();

  /** The API it came by, or {@code plusgate}, or {@code restored}. */
  String source();

  /** For the timeline: result codes and reasons, never anything of a customer. */
  String words();

  /** The amount it names, if it does. */
  default Optional<Amount> amount() {
    return Optional.empty();
  }

  /** Whether it was the answer to a call of the backend, which therefore knows it already. */
  default boolean backendKnows() {
    return false;
  }

  /** Whether it ends an attempt to ask. */
  default boolean isAsk() {
    return this instanceof Inquired || this instanceof InquiryUnknown;
  }

  /** Whether Alipay+ said it, over a verified signature. */
  default boolean isTrusted() {
    return false;
  }

  /** Whether it ends the wait for the answer to our own pay. */
  default boolean answersPay() {
    return this instanceof PayAnswered || this instanceof PayUnknown;
  }

  /** Alipay+ answered the pay; S is paid, F is final, all else is open (result-codes 1). */
  record PayAnswered(Optional<Result> result, Optional<Amount> amount, boolean backendKnows)
      implements Evidence {
    @Override
    public Said said() {
      return result.map(PayAnswered::read).orElse(Said.OPEN);
    }

    private static Said read(Result result) {
      if (result.isSuccess()) {
        return Said.SUCCEEDED;
      }
      boolean ofThisPay = !result.resultCode().equals(REPEAT_REQ_INCONSISTENT);
      return result.isFailure() && ofThisPay ? Said.FAILED : Said.OPEN;
    }

    @Override
    public String source() {
      return "pay";
    }

    @Override
    public String words() {
      return Words.of(result);
    }

    @Override
    public boolean isTrusted() {
      return true;
    }
  }

  /** The pay was not answered, or by nobody we trust. */
  record PayUnknown(String words) implements Evidence {
    @Override
    public Said said() {
      return Said.UNKNOWN;
    }

    @Override
    public String source() {
      return "pay";
    }
  }

  /** Alipay+ answered an inquiry, ours or the backend's own (protocol 5, the reading table). */
  record Inquired(
      Optional<Result> result,
      Optional<Result> paymentResult,
      Optional<Amount> amount,
      boolean backendKnows)
      implements Evidence {
    @Override
    public Said said() {
      return result
          .filter(Result::isSuccess)
          .flatMap(called -> paymentResult)
          .map(Words::outcome)
          .orElse(Said.OPEN);
    }

    @Override
    public String source() {
      return "inquiryPayment";
    }

    @Override
    public String words() {
      return Words.of(result) + paymentResult.map(told -> ", payment " + Words.of(told)).orElse("");
    }

    @Override
    public boolean isTrusted() {
      return true;
    }
  }

  /** The inquiry was not answered, or by nobody we trust. */
  record InquiryUnknown(String words) implements Evidence {
    @Override
    public Said said() {
      return Said.UNKNOWN;
    }

    @Override
    public String source() {
      return "inquiryPayment";
    }
  }

  /** Alipay+ notified us; a notification says S or F, never U (D/api_acq/notify_payment). */
  record Notified(Result paymentResult, Optional<Amount> amount) implements Evidence {
    @Override
    public Said said() {
      return Words.outcome(paymentResult);
    }

    @Override
    public String source() {
      return "notifyPayment";
    }

    @Override
    public String words() {
      return "payment " + Words.of(paymentResult);
    }

    @Override
    public boolean isTrusted() {
      return true;
    }
  }

  /**
   * A cancel is about to be sent; from now on the payment may only end as cancelled
   * (D/integration_cashier_acq_tile/cancel_payment).
   *
   * @param by {@code backend} or {@code plusgate}
   * @param answerBy when its answer is there at the latest
   */
  record CancelAsked(String by, Instant answerBy) implements Evidence {
    @Override
    public Said said() {
      return Said.CANCEL_ASKED;
    }

    @Override
    public String source() {
      return "cancelPayment";
    }

    @Override
    public String words() {
      return "cancel asked by " + by;
    }
  }

  /** Alipay+ answered a cancel; only S is one (D/api_acq/cancel_payment). */
  record CancelAnswered(Optional<Result> result, boolean backendKnows) implements Evidence {
    @Override
    public Said said() {
      return result.map(CancelAnswered::read).orElse(Said.CANCEL_OPEN);
    }

    private static Said read(Result result) {
      if (result.isSuccess()) {
        return Said.CANCELLED;
      }
      if (!result.isFailure()) {
        return Said.CANCEL_OPEN;
      }
      boolean tooLate = result.resultCode().equals(CANCEL_WINDOW_EXCEED);
      return tooLate ? Said.WINDOW_CLOSED : Said.CANCEL_REFUSED;
    }

    @Override
    public String source() {
      return "cancelPayment";
    }

    @Override
    public String words() {
      return Words.of(result);
    }

    @Override
    public boolean isTrusted() {
      return true;
    }
  }

  /** The cancel was not answered, or by nobody we trust. */
  record CancelUnknown(String words) implements Evidence {
    @Override
    public Said said() {
      return Said.CANCEL_OPEN;
    }

    @Override
    public String source() {
      return "cancelPayment";
    }
  }

  /** How a refund of this payment went; the payment itself ended before (D/api_acq/refund). */
  record RefundTold(RefundNote note) implements Evidence {
    @Override
    public Said said() {
      return Said.ASIDE;
    }

    @Override
    public String source() {
      return "refund";
    }

    @Override
    public String words() {
      return note.words();
    }
  }

  /**
   * The store was put back to an older state: what was learnt of the payment since is lost.
   *
   * @param words of which copy
   */
  record Restored(String words) implements Evidence {
    @Override
    public Said said() {
      return Said.RESTORED;
    }

    @Override
    public String source() {
      return RESTORED;
    }
  }

  /** The time of the next step has come, and it is only to be judged. */
  record TimePassed() implements Evidence {
    @Override
    public Said said() {
      return Said.TIME_PASSED;
    }

    @Override
    public String source() {
      return "plusgate";
    }

    @Override
    public String words() {
      return "time passed";
    }
  }
}
