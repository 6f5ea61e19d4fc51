package io.plusgate.protocol;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The few fields of one body that the gateway acts on. Everything else stays in the bytes.
 *
 * <p>Fields are kept as the strings that stood there, by the dotted name of their place, e.g.
 * {@code paymentFactor.inStorePaymentScenario}.
 */
public final class Message {
  private final Map<String, @Nullable String> fields;

  Message(Map<String, @Nullable String> fields) {
    this.fields = new HashMap<>(fields);
  }

  /** The result of the call, present when resultStatus and resultCode are. */
  public Optional<Result> result() {
    return resultAt("result");
  }

  /** The result of the payment: counts only where the call itself says S, or in a notification. */
  public Optional<Result> paymentResult() {
    return resultAt("paymentResult");
  }

  public Optional<Amount> paymentAmount() {
    return amountAt("paymentAmount");
  }

  public Optional<Amount> refundAmount() {
    return amountAt("refundAmount");
  }

  public Optional<String> paymentRequestId() {
    return text("paymentRequestId");
  }

  public Optional<String> paymentId() {
    return text("paymentId");
  }

  /** When the payment can no longer succeed, by the payment's own word; nothing if unreadable. */
  public Optional<OffsetDateTime> paymentExpiryTime() {
    return text("paymentExpiryTime").flatMap(MessageTime::parse);
  }

  /** {@code PaymentCode}, {@code OrderCode}, {@code EntryCode} or what else stands there. */
  public Optional<String> inStorePaymentScenario() {
    return text("paymentFactor.inStorePaymentScenario");
  }

  /** Whether the key stands in the body at all, be it with an empty or a null value. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** One of {@link MessageReader#FIELDS}, by its dotted name; nothing when absent or null. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private Optional<Result> resultAt(String place) {
    return text(place + ".resultStatus")
        .flatMap(
            status ->
                text(place + ".resultCode")
                    .map(code -> new Result(ResultStatus.of(status), code, messageAt(place))));
  }

  private String messageAt(String place) {
    return text(place + ".resultMessage").orElse("");
  }

  private Optional<Amount> amountAt(String place) {
    return text(place + ".value")
        .flatMap(
            value -> text(place + ".currency").flatMap(currency -> Amount.parse(value, currency)));
  }
}
