package io.plusgate.reconcile.inquire;

import io.plusgate.protocol.RequestBody;
import io.plusgate.reconcile.Finding;
import java.util.Optional;

/** Which payment inquiryPayment is asked about, for one difference. */
record Question(String paymentRequestId, String paymentId) {
  /** Nothing when the difference names no payment: a refund whose payment nobody says. */
  static Optional<Question> about(Finding finding) {
    if (finding.subject().equals("refund")) {
      return finding.originalId().isEmpty()
          ? Optional.empty()
          : Optional.of(new Question("", finding.originalId()));
    }
    boolean byRequest = !finding.id().equals(finding.alipayId());
    return Optional.of(new Question(byRequest ? finding.id() : "", finding.alipayId()));
  }

  /** The request id where there is one: it is the id that both sides agreed on first. */
  byte[] body() {
    return paymentRequestId.isEmpty()
        ? RequestBody.aboutPaymentId(paymentId)
        : RequestBody.aboutPayment(paymentRequestId);
  }

  /** Whether an answer that names these ids is about this question. */
  boolean isAnsweredBy(Optional<String> requestId, Optional<String> id) {
    return paymentRequestId.isEmpty()
        ? id.filter(said -> !said.equals(paymentId)).isEmpty()
        : requestId.filter(said -> !said.equals(paymentRequestId)).isEmpty();
  }
}
