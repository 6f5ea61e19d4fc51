package io.plusgate.inquiry;

import io.plusgate.alipayplus.Answer;
import io.plusgate.alipayplus.Answer.Trusted;
import io.plusgate.payment.Evidence;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.TraceContext;
import io.plusgate.store.Payload;
import java.util.Optional;

/** What Alipay+ told us on a call of our own, read as evidence. */
record Told(String outcome, Optional<Trusted> trusted, TraceContext step) {
  /** Said in this step of a trace, which whoever is told of it follows. */
  static Told by(Answer answer, TraceContext step) {
    Optional<Trusted> nobody = Optional.empty();
    return new Told(
        answer.outcome().label(),
        answer.match(Optional::of, untrusted -> nobody, silent -> nobody),
        step);
  }

  Evidence inquired() {
    return trusted
        .<Evidence>map(
            answer ->
                new Evidence.Inquired(
                    answer.result(),
                    answer.message().flatMap(Message::paymentResult),
                    answer.message().flatMap(Message::paymentAmount),
                    false))
        .orElseGet(() -> new Evidence.InquiryUnknown(outcome));
  }

  Evidence cancelled() {
    return trusted
        .<Evidence>map(answer -> new Evidence.CancelAnswered(answer.result(), false))
        .orElseGet(() -> new Evidence.CancelUnknown(outcome));
  }

  Optional<Result> result() {
    return trusted.flatMap(Trusted::result);
  }

  boolean isTooMuch() {
    return result().filter(Result::isTooMuch).isPresent();
  }

  /** The verified bytes; when there are none, a result of our own that says "unknown". */
  Payload payload() {
    return trusted
        .map(answer -> Payload.verified(answer.body().getBytes(), answer.keyVersion()))
        .orElseGet(Payload::unknown)
        .after(step);
  }
}
