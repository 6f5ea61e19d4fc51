package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.MessageTime;
import io.plusgate.protocol.Role;
import io.plusgate.simulator.Payment.Terms;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** pay by an acquirer: user-presented, order code, entry code, cashier; once per id for ever. */
final class PayEndpoint implements Endpoint {
  private static final int LONGEST_ID = 64;

  private static final String[] MANDATORY = {
    "order.referenceOrderId",
    "order.orderDescription",
    "order.orderAmount.value",
    "order.orderAmount.currency",
    "paymentMethod.paymentMethodType",
    "paymentFactor"
  };

  private final Books books;
  private final PaymentLife life;
  private final Ids ids;
  private final ScanCodes codes;
  private final UserPresented userPresented;
  private final Agreements agreements;
  private final OpenChoices choices;
  private final int timeFactor;

  PayEndpoint(
      Books books,
      PaymentLife life,
      Ids ids,
      ScanCodes codes,
      UserPresented userPresented,
      Agreements agreements,
      OpenChoices choices,
      int timeFactor) {
    this.books = books;
    this.life = life;
    this.ids = ids;
    this.codes = codes;
    this.userPresented = userPresented;
    this.agreements = agreements;
    this.choices = choices;
    this.timeFactor = timeFactor;
  }

  @Override
  public Future<JsonObject> answer(Call call) {
    return refusalOrRepeat(call).map(Future::succeededFuture).orElseGet(() -> begin(call));
  }

  private Optional<JsonObject> refusalOrRepeat(Call call) {
    String id = call.text("paymentRequestId").orElse("");
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      return Optional.of(Answers.illegal("paymentRequestId: missing or too long"));
    }
    Optional<Payment> known = books.find(call.clientId(), id);
    if (known.isPresent()) {
      return known.map(payment -> repeat(call, payment));
    }
    if (books.wasCancelledBeforePay(call.clientId(), id)) {
      return Optional.of(Answers.refused(Answers.ORDER_IS_CLOSED, "The order is closed."));
    }
    if (Fields.amount(call.body(), "paymentAmount").isEmpty()) {
      return Optional.of(Answers.illegal("paymentAmount: missing, or not in the smallest unit"));
    }
    return agreements
        .refusal(call)
        .or(() -> choices.refuseBadBodies() ? check(call) : Optional.empty());
  }

  private JsonObject repeat(Call call, Payment payment) {
    JsonObject first = KeyParameters.ofPay(payment.terms().request());
    return KeyParameters.ofPay(call.body()).equals(first)
        ? answer(payment)
        : Answers.inconsistent();
  }

  private Optional<JsonObject> check(Call call) {
    Optional<String> missing = call.missing(MANDATORY);
    if (missing.isPresent()) {
      return Optional.of(Answers.illegal(missing.get() + ": missing"));
    }
    boolean sameCurrency =
        call.text("order.orderAmount.currency").equals(call.text("paymentAmount.currency"));
    if (!sameCurrency) {
      return Optional.of(Answers.illegal("paymentAmount.currency: differs from the order's"));
    }
    if (scenario(call).equals("PaymentCode")) {
      String code = call.text("paymentMethod.paymentMethodId").orElse("");
      return choices.codes().isPaymentCode(code)
          ? Optional.empty()
          : Optional.of(Answers.refused("INVALID_CODE", "The payment code is invalid."));
    }
    return Optional.empty();
  }

  private Future<JsonObject> begin(Call call) {
    boolean scanned = List.of("OrderCode", "EntryCode").contains(scenario(call));
    String code = codes.next();
    Payment payment = payment(call, scanned, code);
    books.add(payment);
    if (scanned) {
      codes.put(code, ScanOrder.of(payment));
    }
    Optional<Future<JsonObject>> byWallet = userPresented.payAtWallet(call, payment);
    life.begin(payment);
    return byWallet.orElseGet(() -> Future.succeededFuture(answer(payment)));
  }

  private JsonObject answer(Payment payment) {
    return PaymentFields.payAnswer(payment, choices.codes().codeAnswersSuccess());
  }

  private Payment payment(Call call, boolean scanned, String code) {
    Amount amount = Fields.amount(call.body(), "paymentAmount").orElseThrow();
    Instant expiresAt = expiry(call, scanned);
    String currency = call.text("settlementStrategy.settlementCurrency").orElse(amount.currency());
    return new Payment(
        new Terms(
            Role.ACQP,
            call.clientId(),
            call.client().participantId(),
            call.text("paymentRequestId").orElseThrow(),
            ids.next(),
            amount,
            Settlement.of(amount, currency, choices.money().quotePrice(), ids.next(), call.at()),
            scanned ? whenScanned(call.scenario()) : call.scenario(),
            call.at(),
            expiresAt,
            call.text("paymentNotifyUrl").flatMap(Fields::url),
            call.body(),
            codes.display(scenario(call), code, expiresAt)));
  }

  /** A code must be scanned before anything ends: the built-in wallet takes its time. */
  private Scenario whenScanned(Scenario scenario) {
    if (!scenario.course().isImmediate()) {
      return scenario;
    }
    // Without a wallet of ours the code waits for a real one, until it expires.
    return scenario.withCourse(
        choices
            .codes()
            .paidAfter()
            .map(wait -> scenario.course().after(wait))
            .orElseGet(() -> scenario.course().afterInquiries(Integer.MAX_VALUE)));
  }

  private Instant expiry(Call call, boolean scanned) {
    WaitChoices waits = choices.waits();
    Duration usual = scanned ? waits.scanCodeExpiry() : waits.paymentCodeExpiry();
    return call.text("paymentExpiryTime")
        .flatMap(MessageTime::parse)
        .map(time -> time.toInstant())
        .orElseGet(() -> call.at().plus(usual.dividedBy(timeFactor)));
  }

  private static String scenario(Call call) {
    return call.text("paymentFactor.inStorePaymentScenario").orElse("");
  }
}
