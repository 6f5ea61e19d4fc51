package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.MessageTime;
import io.plusgate.protocol.Role;
import io.plusgate.simulator.Payment.Terms;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** pay by an acquirer: user-presented, order code, entry code, cashier; once per id for ever. */
final class PayEndpoint implements Endpoint {
  private static final int LONGEST_ID = 64;

  /** What code readers accept (D/code_scanning_payment_standards_acq/code_format). */
  private static final Pattern PAYMENT_CODE = Pattern.compile("[0-9]{17,32}");

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
  private final OpenChoices choices;
  private final int timeFactor;

  PayEndpoint(
      Books books,
      PaymentLife life,
      Ids ids,
      ScanCodes codes,
      OpenChoices choices,
      int timeFactor) {
    this.books = books;
    this.life = life;
    this.ids = ids;
    this.codes = codes;
    this.choices = choices;
    this.timeFactor = timeFactor;
  }

  @Override
  public Future<JsonObject> answer(Call call) {
    return Future.succeededFuture(pay(call));
  }

  private JsonObject pay(Call call) {
    String id = call.text("paymentRequestId").orElse("");
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      return Answers.illegal("paymentRequestId: missing or longer than " + LONGEST_ID);
    }
    Optional<Payment> known = books.find(call.clientId(), id);
    if (known.isPresent()) {
      return KeyParameters.ofPay(call.body())
              .equals(KeyParameters.ofPay(known.get().terms().request()))
          ? PaymentFields.payAnswer(known.get())
          : Answers.inconsistent();
    }
    if (books.wasCancelledBeforePay(call.clientId(), id)) {
      return Answers.refused(Answers.ORDER_IS_CLOSED, "The order is closed.");
    }
    Optional<Amount> amount = Fields.amount(call.body(), "paymentAmount");
    if (amount.isEmpty()) {
      return Answers.illegal("paymentAmount: missing, or no amount in the smallest unit");
    }
    Optional<JsonObject> refusal = choices.refuseBadBodies() ? check(call) : Optional.empty();
    return refusal.orElseGet(() -> begin(call, id, amount.get()));
  }

  private static Optional<JsonObject> check(Call call) {
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
      return PAYMENT_CODE.matcher(code).matches()
          ? Optional.empty()
          : Optional.of(Answers.refused("INVALID_CODE", "The payment code is invalid."));
    }
    return Optional.empty();
  }

  private JsonObject begin(Call call, String id, Amount amount) {
    String kind = scenario(call);
    boolean scanned = kind.equals("OrderCode") || kind.equals("EntryCode");
    Instant expiresAt = expiry(call, scanned);
    String paymentId = ids.next();
    String currency = call.text("settlementStrategy.settlementCurrency").orElse(amount.currency());
    var payment =
        new Payment(
            new Terms(
                Role.ACQP,
                call.clientId(),
                call.client().participantId(),
                id,
                paymentId,
                amount,
                Settlement.of(amount, currency, choices.quotePrice(), ids.next(), call.at()),
                scanned ? whenScanned(call.scenario()) : call.scenario(),
                call.at(),
                expiresAt,
                call.text("paymentNotifyUrl").flatMap(PayEndpoint::url),
                call.body(),
                codes.display(kind, paymentId, expiresAt)));
    books.add(payment);
    codes.remember(payment);
    life.begin(payment);
    return PaymentFields.payAnswer(payment);
  }

  /** A code must be scanned before anything ends: the built-in wallet takes its time. */
  private Scenario whenScanned(Scenario scenario) {
    if (!scenario.course().isImmediate()) {
      return scenario;
    }
    // Without a wallet of ours the code waits for a real one, until it expires.
    return scenario.withCourse(
        choices
            .codePaidAfter()
            .map(wait -> scenario.course().after(wait))
            .orElseGet(() -> scenario.course().afterInquiries(Integer.MAX_VALUE)));
  }

  private Instant expiry(Call call, boolean scanned) {
    Duration usual = scanned ? choices.scanCodeExpiry() : choices.paymentCodeExpiry();
    return call.text("paymentExpiryTime")
        .flatMap(MessageTime::parse)
        .map(time -> time.toInstant())
        .orElseGet(() -> call.at().plus(usual.dividedBy(timeFactor)));
  }

  private static String scenario(Call call) {
    return call.text("paymentFactor.inStorePaymentScenario").orElse("");
  }

  private static Optional<URI> url(String text) {
    try {
      return Optional.of(new URI(text)).filter(URI::isAbsolute);
    } catch (URISyntaxException nowhere) {
      return Optional.empty();
    }
  }
}
