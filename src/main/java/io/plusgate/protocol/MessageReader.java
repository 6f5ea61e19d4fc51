package io.plusgate.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the few fields we act on out of a JSON body, beside the bytes and without a tree.
 *
 * <p>Any bytes in, an answer out: what is not a JSON object, is nested deeper than {@value #DEPTH},
 * or says one of our fields twice (two readers could then disagree about money) is not readable.
 * Scalars that are not strings are taken as their text: strictness there is the linter's.
 */
public final class MessageReader {
  /** Deeper than any documented message; a deeper one is refused, so it can't eat the stack. */
  static final int DEPTH = 64;

  /** Every field a {@link Message} can be asked for, by its place. */
  public static final Set<String> FIELDS =
      Set.of(
          "result.resultStatus",
          "result.resultCode",
          "result.resultMessage",
          "paymentResult.resultStatus",
          "paymentResult.resultCode",
          "paymentResult.resultMessage",
          "paymentRequestId",
          "paymentId",
          "refundRequestId",
          "registrationRequestId",
          "disputeRequestId",
          "customsDeclarationRequestId",
          "codeValue",
          "customerId",
          "authClientId",
          "referenceAgreementId",
          "accessToken",
          "acquirerId",
          "pspId",
          "paymentAmount.value",
          "paymentAmount.currency",
          "payToAmount.value",
          "payToAmount.currency",
          "customsDeclarationAmount.value",
          "customsDeclarationAmount.currency",
          "refundAmount.value",
          "refundAmount.currency",
          "paymentTime",
          "paymentExpiryTime",
          "paymentNotifyUrl",
          "paymentFactor.inStorePaymentScenario",
          "paymentFactor.isInStorePayment",
          "paymentFactor.isCashierPayment",
          "paymentFactor.isAgreementPayment");

  private static final Set<String> PARENTS =
      Set.of(
          "result",
          "paymentResult",
          "paymentAmount",
          "payToAmount",
          "customsDeclarationAmount",
          "refundAmount",
          "paymentFactor");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
          .build();

  private MessageReader() {}

  /** The fields of this body, or nothing when it is not one readable JSON object. */
  public static Optional<Message> read(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, @Nullable String> fields = new HashMap<>();
      boolean unique = readObject(parser, "", fields);
      boolean whole = unique && parser.nextToken() == null;
      return whole ? Optional.of(new Message(fields)) : Optional.empty();
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  /**
   * Reads to the end of the current object; false as soon as one of our keys stands there twice.
   */
  private static boolean readObject(
      JsonParser parser, String prefix, Map<String, @Nullable String> fields) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix.isEmpty() ? parser.currentName() : prefix + "." + parser.currentName();
      JsonToken value = parser.nextToken();
      boolean known = isOurs(prefix, parser.currentName(), name);
      if (!known) {
        parser.skipChildren();
      } else if (fields.containsKey(name)) {
        return false;
      } else {
        fields.put(name, isText(value) ? parser.getText() : null);
        if (value == JsonToken.START_OBJECT && PARENTS.contains(name)) {
          if (!readObject(parser, name, fields)) {
            return false;
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    return true;
  }

  /** A key that itself has a dot, like "result.resultStatus", stands in no place of ours. */
  private static boolean isOurs(String prefix, String key, String name) {
    return key.indexOf('.') < 0
        && (FIELDS.contains(name) || (prefix.isEmpty() && PARENTS.contains(name)));
  }

  private static boolean isText(JsonToken value) {
    return value.isScalarValue() && value != JsonToken.VALUE_NULL;
  }
}
