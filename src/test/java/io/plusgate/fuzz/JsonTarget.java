package io.plusgate.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.plusgate.protocol.InquiredTransaction;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.MessageReader;
import io.plusgate.protocol.RequestBody;
import io.plusgate.protocol.ResultBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Bodies: fields or nothing, and the same ones that a whole tree of the body would give. */
final class JsonTarget implements FuzzTarget {
  static final List<String> WORDS =
      List.of(
          "{\"result\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\",\"resultMessage\":\"x\"}}",
          "\"paymentResult\":{",
          "\"paymentAmount\":{\"value\":\"1\",\"currency\":\"JPY\"}",
          "\"paymentRequestId\":\"p1\",",
          "\"transactions\":[{\"transactionAmount\":{\"value\":1}}],",
          "\"paymentExpiryTime\":\"2026-11-25T12:00:00Z\",",
          "\"result.resultStatus\":\"S\",",
          "\\ud800",
          "\\u0022",
          "null",
          "true",
          "-1.5e300",
          "{\"a\":",
          "[",
          "[[[[[[[[",
          "]}",
          "\"",
          ":",
          ",");

  /** As deep as the reader goes. */
  private static final int DEPTH = 64;

  private static final JsonMapper LENIENT = mapper(false);
  private static final JsonMapper NO_KEY_TWICE = mapper(true);

  private static JsonMapper mapper(boolean strict) {
    var limits = StreamReadConstraints.builder().maxNestingDepth(DEPTH).build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  @Override
  public String name() {
    return "json";
  }

  @Override
  public int inputs() {
    return 100_000;
  }

  @Override
  public List<String> words() {
    return WORDS;
  }

  @Override
  public void take(byte[] input) {
    var message = MessageReader.read(input);
    if (message.isPresent()) {
      agrees(message.get(), tree(LENIENT, input).orElseThrow());
    } else if (isHeldAgainstATree(input)) {
      Promised.that(
          tree(NO_KEY_TWICE, input).filter(JsonNode::isObject).isEmpty(),
          "an object without a key twice is read");
    }
    message.ifPresent(JsonTarget::isSound);
    message.flatMap(Message::paymentRequestId).ifPresent(JsonTarget::isAskedFor);
    ResultBody.read(input)
        .filter(result -> isText(result.resultCode()) && isText(result.resultMessage()))
        .ifPresent(
            result ->
                Promised.same(
                    ResultBody.read(ResultBody.of(result)).orElseThrow(),
                    result,
                    "a result reads the same when written"));
    for (var transaction : InquiredTransaction.read(input)) {
      Promised.that(
          transaction.amount().stream().allMatch(amount -> amount.value() >= 0),
          "an amount has no sign");
      Promised.that(
          transaction.time().isEmpty() || transaction.text("transactionTime").isPresent(),
          "a time is the text's own");
    }
  }

  /** One in eight: a tree of what is no JSON costs far more than the reading does. */
  private static boolean isHeldAgainstATree(byte[] input) {
    return (Arrays.hashCode(input) & 7) == 0;
  }

  private static void isSound(Message message) {
    Promised.that(
        message.paymentExpiryTime().isEmpty() || message.has("paymentExpiryTime"),
        "a time is the text's own");
    Promised.that(
        message.refundAmount().stream().allMatch(amount -> amount.value() >= 0),
        "an amount has no sign");
  }

  private static void agrees(Message message, JsonNode tree) {
    for (String name : MessageReader.FIELDS) {
      int dot = name.indexOf('.');
      JsonNode node =
          dot < 0
              ? tree.path(name)
              : tree.path(name.substring(0, dot)).path(name.substring(dot + 1));
      Promised.same(message.has(name), !node.isMissingNode(), name + " is there");
      var text = message.text(name);
      if (node.isNumber()) {
        // Only its text is kept; this is the number that a tree makes of it.
        Promised.that(Double.parseDouble(text.orElseThrow()) == node.doubleValue(), name);
      } else {
        boolean isScalar = node.isValueNode() && !node.isNull();
        Promised.same(text, isScalar ? Optional.of(node.asText()) : Optional.empty(), name);
      }
    }
  }

  private static void isAskedFor(String id) {
    if (isText(id)) {
      Promised.same(
          MessageReader.read(RequestBody.aboutPayment(id)).flatMap(Message::paymentRequestId),
          Optional.of(id),
          "an inquiry asks for the id that stood there");
    }
  }

  /** Half a surrogate pair can stand in JSON as an escape, but not in UTF-8. */
  private static boolean isText(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static Optional<JsonNode> tree(JsonMapper mapper, byte[] input) {
    try {
      return Optional.ofNullable(mapper.readTree(input));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
