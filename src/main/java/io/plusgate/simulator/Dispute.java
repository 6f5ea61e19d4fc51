package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** One dispute about an acquirer's payment: open until the acquirer has answered it. */
final class Dispute {
  private final Kind kind;
  private final String disputeRequestId;
  private final Payment payment;
  private final Optional<Amount> escalated;
  private final Optional<String> walletClientId;
  private Optional<Instant> answeredAt = Optional.empty();
  private Optional<JsonObject> answer = Optional.empty();

  /** What the wallet wants: papers, or money. */
  enum Kind {
    RETRIEVAL("initiateRetrieval", "responseRetrieval"),
    ESCALATION("initiateEscalation", "responseEscalation");

    private final String begins;
    private final String ends;

    Kind(String begins, String ends) {
      this.begins = begins;
      this.ends = ends;
    }

    /** The API that begins it. */
    String begins() {
      return begins;
    }

    /** The API that answers it. */
    String ends() {
      return ends;
    }
  }

  Dispute(
      Kind kind,
      String disputeRequestId,
      Payment payment,
      Optional<Amount> escalated,
      Optional<String> walletClientId) {
    this.kind = kind;
    this.disputeRequestId = disputeRequestId;
    this.payment = payment;
    this.escalated = escalated;
    this.walletClientId = walletClientId;
  }

  Kind kind() {
    return kind;
  }

  String disputeRequestId() {
    return disputeRequestId;
  }

  Payment payment() {
    return payment;
  }

  Optional<Amount> escalated() {
    return escalated;
  }

  /** The wallet that began it; the built-in one's disputes have nobody to tell. */
  Optional<String> walletClientId() {
    return walletClientId;
  }

  boolean isOpen() {
    return answer.isEmpty();
  }

  Optional<Instant> answeredAt() {
    return answeredAt;
  }

  Optional<JsonObject> answer() {
    return answer;
  }

  void answered(JsonObject by, Instant at) {
    answer = Optional.of(by);
    answeredAt = Optional.of(at);
  }

  /** What the acquirer gave back of it. */
  long accepted() {
    return answer
        .flatMap(said -> Fields.amount(said, "refundAmount"))
        .map(Amount::value)
        .orElseGet(() -> acceptedWhole() ? escalated.map(Amount::value).orElse(0L) : 0L);
  }

  private boolean acceptedWhole() {
    return answer
        .flatMap(said -> Fields.text(said, "refundType"))
        .equals(Optional.of("ACCEPT_REFUND"));
  }

  JsonObject json() {
    var json =
        new JsonObject()
            .put("kind", kind.name())
            .put("disputeRequestId", disputeRequestId)
            .put("paymentRequestId", payment.terms().paymentRequestId())
            .put("open", isOpen());
    escalated.ifPresent(amount -> json.put("escalationAmount", Fields.of(amount)));
    answer.ifPresent(said -> json.put("answer", said));
    return json;
  }
}
