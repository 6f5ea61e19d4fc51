package io.plusgate.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the {@code transactions} that an inquiryPayment answer may carry, e.g. a refund. Their
 * names are those of the SDKs; no documented page shows them, so nobody may count on them.
 */
public final class InquiredTransaction {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MessageReader.DEPTH).build())
          .build();

  private final Map<String, String> fields;

  private InquiredTransaction(Map<String, String> fields) {
    this.fields = Map.copyOf(fields);
  }

  /** Those of this answer; none when it carries none or can't be read. */
  public static List<InquiredTransaction> read(byte[] answer) {
    try (JsonParser parser = JSON.createParser(answer)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return List.of();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals("transactions");
        if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
          return list(parser);
        }
        parser.skipChildren();
      }
      return List.of();
    } catch (IOException malformed) {
      return List.of();
    }
  }

  /** One of its texts by its dotted name, e.g. {@code transactionAmount.value}. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  public Optional<Amount> amount() {
    return text("transactionAmount.value")
        .flatMap(
            value ->
                text("transactionAmount.currency")
                    .flatMap(currency -> Amount.parse(value, currency)));
  }

  public Optional<OffsetDateTime> time() {
    return text("transactionTime").flatMap(MessageTime::parse);
  }

  private static List<InquiredTransaction> list(JsonParser parser) throws IOException {
    var found = new ArrayList<InquiredTransaction>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        return List.of();
      }
      var fields = new HashMap<String, String>();
      read(parser, "", fields);
      found.add(new InquiredTransaction(fields));
    }
    return found;
  }

  private static void read(JsonParser parser, String prefix, Map<String, String> fields)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT) {
        read(parser, name + ".", fields);
      } else if (value != null && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        fields.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }
}
