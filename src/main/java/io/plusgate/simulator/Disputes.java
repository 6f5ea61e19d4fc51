package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.simulator.Dispute.Kind;
import io.plusgate.simulator.Notifier.Notice;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Disputes (D/api_acq_ns/initiate_retrieval, initiate_escalation): a wallet begins one, the
 * acquirer acknowledges it at once and answers it later, within limits that are kept here.
 */
final class Disputes {
  private static final int MOST_RETRIEVALS = 5;
  private static final int MOST_ESCALATIONS = 2;
  private static final Duration FIRST_WITHIN = Duration.ofDays(360);
  private static final Duration SECOND_WITHIN = Duration.ofDays(25);
  private static final Set<String> REFUND_TYPES =
      Set.of("ACCEPT_REFUND", "ACCEPT_PARTIAL_REFUND", "REFUSE_REFUND");

  private final Books books;
  private final Partners partners;
  private final Notifier notifier;
  private final DisputeChoices choices;
  private final InstantSource clock;
  private final Map<String, Dispute> disputes = new LinkedHashMap<>();

  Disputes(
      Books books,
      Partners partners,
      Notifier notifier,
      DisputeChoices choices,
      InstantSource clock) {
    this.books = books;
    this.partners = partners;
    this.notifier = notifier;
    this.choices = choices;
    this.clock = clock;
  }

  /**
   * Begins one in a wallet's name.
   *
   * @param acquirer whose payment it is about
   * @return what the wallet is answered
   */
  JsonObject begin(
      Kind kind,
      String disputeRequestId,
      Optional<Payment> acquirer,
      Optional<Amount> escalated,
      Optional<String> walletClientId) {
    if (acquirer.isEmpty()) {
      return Answers.unknownOrder();
    }
    Dispute known = disputes.get(disputeRequestId);
    if (known != null) {
      boolean same = known.payment() == acquirer.get() && known.kind() == kind;
      return same ? Answers.success() : Answers.inconsistent();
    }
    Optional<String> beyond = beyond(kind, acquirer.get(), escalated);
    if (beyond.isPresent()) {
      return Answers.refused(choices.refusalCode(), beyond.get());
    }
    var dispute = new Dispute(kind, disputeRequestId, acquirer.get(), escalated, walletClientId);
    disputes.put(disputeRequestId, dispute);
    tellAcquirer(dispute);
    return Answers.success();
  }

  /** A wallet's own call, where a path was chosen for it. */
  Future<JsonObject> byWallet(Kind kind, Call call) {
    Optional<String> missing = call.missing("disputeRequestId", "paymentRequestId");
    if (missing.isPresent()) {
      return Future.succeededFuture(Answers.illegal(missing.get() + ": missing"));
    }
    Optional<Payment> acquirer =
        call.text("paymentRequestId")
            .flatMap(id -> books.find(call.clientId(), id))
            .flatMap(Payment::joined);
    return Future.succeededFuture(
        begin(
            kind,
            call.text("disputeRequestId").orElse(""),
            acquirer,
            Fields.amount(call.body(), "escalationAmount"),
            Optional.of(call.clientId())));
  }

  Future<JsonObject> responseRetrieval(Call call) {
    return Future.succeededFuture(respond(Kind.RETRIEVAL, call));
  }

  Future<JsonObject> responseEscalation(Call call) {
    return Future.succeededFuture(respond(Kind.ESCALATION, call));
  }

  JsonArray json() {
    var list = new JsonArray();
    disputes.values().forEach(dispute -> list.add(dispute.json()));
    return list;
  }

  void clear() {
    disputes.clear();
  }

  /** Why this one may not be begun, if so. */
  private Optional<String> beyond(Kind kind, Payment payment, Optional<Amount> escalated) {
    if (payment.state() != PaymentState.SUCCEEDED) {
      return Optional.of("The payment has not succeeded.");
    }
    List<Dispute> before = about(payment, kind);
    if (before.stream().anyMatch(Dispute::isOpen)) {
      return Optional.of("One is still open.");
    }
    int most = kind == Kind.RETRIEVAL ? MOST_RETRIEVALS : MOST_ESCALATIONS;
    if (before.size() >= most) {
      return Optional.of("There were " + most + " already.");
    }
    if (clock.instant().isAfter(lastMoment(kind, payment, before))) {
      return Optional.of("It comes too late.");
    }
    return kind == Kind.ESCALATION ? tooMuch(payment, escalated) : Optional.empty();
  }

  private static Instant lastMoment(Kind kind, Payment payment, List<Dispute> before) {
    Instant paid = payment.endedAt().orElse(payment.terms().createdAt());
    boolean second = kind == Kind.ESCALATION && !before.isEmpty();
    return second
        ? before.get(0).answeredAt().orElse(paid).plus(SECOND_WITHIN)
        : paid.plus(FIRST_WITHIN);
  }

  private Optional<String> tooMuch(Payment payment, Optional<Amount> escalated) {
    long left =
        payment.refundable()
            - about(payment, Kind.ESCALATION).stream().mapToLong(Dispute::accepted).sum();
    boolean fits =
        escalated
            .filter(amount -> amount.currency().equals(payment.terms().amount().currency()))
            .filter(amount -> amount.value() <= left)
            .isPresent();
    return fits ? Optional.empty() : Optional.of("escalationAmount: at most " + left + " is left.");
  }

  private List<Dispute> about(Payment payment, Kind kind) {
    var found = new ArrayList<Dispute>();
    for (Dispute dispute : disputes.values()) {
      if (dispute.payment() == payment && dispute.kind() == kind) {
        found.add(dispute);
      }
    }
    return found;
  }

  private JsonObject respond(Kind kind, Call call) {
    Optional<Dispute> theirs =
        Optional.ofNullable(disputes.get(call.text("disputeRequestId").orElse("")))
            .filter(known -> known.kind() == kind)
            .filter(known -> known.payment().terms().clientId().equals(call.clientId()));
    return theirs
        .map(dispute -> respond(dispute, call))
        .orElseGet(() -> Answers.refused(choices.refusalCode(), "No such dispute."));
  }

  private JsonObject respond(Dispute dispute, Call call) {
    Optional<JsonObject> before = dispute.answer();
    if (before.isPresent()) {
      return before.filter(said -> sameDecision(said, call.body())).isPresent()
          ? Answers.success()
          : Answers.inconsistent();
    }
    Optional<JsonObject> illegal =
        dispute.kind() == Kind.ESCALATION ? illegal(dispute, call) : Optional.empty();
    if (illegal.isPresent()) {
      return illegal.get();
    }
    dispute.answered(call.body(), clock.instant());
    tellWallet(dispute);
    return Answers.success();
  }

  private static Optional<JsonObject> illegal(Dispute dispute, Call call) {
    String type = call.text("refundType").orElse("");
    if (!REFUND_TYPES.contains(type)) {
      return Optional.of(Answers.illegal("refundType: " + type));
    }
    Optional<Amount> refund = Fields.amount(call.body(), "refundAmount");
    boolean tooMuch =
        refund
            .filter(
                amount ->
                    dispute
                        .escalated()
                        .filter(asked -> asked.currency().equals(amount.currency()))
                        .filter(asked -> amount.value() <= asked.value())
                        .isEmpty())
            .isPresent();
    return tooMuch
        ? Optional.of(Answers.illegal("refundAmount: more than the escalationAmount"))
        : Optional.empty();
  }

  /** D/api_acq/idempotency: refundType and refundAmount; a retrieval has neither. */
  private static boolean sameDecision(JsonObject said, JsonObject again) {
    return Fields.text(said, "refundType").equals(Fields.text(again, "refundType"))
        && Fields.amount(said, "refundAmount").equals(Fields.amount(again, "refundAmount"));
  }

  private void tellAcquirer(Dispute dispute) {
    var body =
        new JsonObject()
            .put("disputeRequestId", dispute.disputeRequestId())
            .put("paymentRequestId", dispute.payment().terms().paymentRequestId());
    if (dispute.kind() == Kind.RETRIEVAL) {
      body.put("disputeOccurTime", Times.field(clock.instant()));
    }
    dispute.escalated().ifPresent(amount -> body.put("escalationAmount", Fields.of(amount)));
    tell(dispute.payment().terms().clientId(), dispute.kind().begins(), body, dispute);
  }

  private void tellWallet(Dispute dispute) {
    dispute
        .walletClientId()
        .ifPresent(
            wallet ->
                tell(
                    wallet,
                    dispute.kind().ends(),
                    dispute.answer().orElseGet(JsonObject::new),
                    dispute));
  }

  private void tell(String clientId, String api, JsonObject body, Dispute dispute) {
    Optional<SimulatedClient> client = partners.find(clientId);
    Optional<URI> url = client.flatMap(known -> known.urls().of(api));
    if (client.isPresent() && url.isPresent()) {
      notifier.deliver(new Notice(client.get(), api, url.get(), body, dispute.payment()::add));
    }
  }
}
