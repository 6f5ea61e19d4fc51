package io.plusgate.lint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.plusgate.protocol.MessageTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One pass over the tokens of one body, with the contract beside it. */
final class BodyWalk {
  /** What a documented name looks like; other keys are the backend's own text and not repeated. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}|[0-9]{1,6}");

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final JsonParser parser;
  private final Contract contract;
  private final int most;
  private final List<LintFinding> findings = new ArrayList<>();
  private final long[] parameters;
  private final @Nullable String[] id;

  BodyWalk(JsonParser parser, Contract contract, int most) {
    this.parser = parser;
    this.contract = contract;
    this.most = most;
    this.parameters = new long[contract.fixed().size()];
    this.id = new String[contract.id().size()];
  }

  /** Reads to the end; false when this is not exactly one JSON object. */
  boolean wholeObject() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    object(contract.root(), contract.otherwise(), 1);
    return parser.nextToken() == null;
  }

  List<LintFinding> findings() {
    return findings;
  }

  long[] parameters() {
    return parameters;
  }

  /** The text of the fields that identify a repeat, when all of them are there. */
  Optional<String> id() {
    for (String part : id) {
      if (part == null || part.isEmpty()) {
        return Optional.empty();
      }
    }
    return id.length == 0 ? Optional.empty() : Optional.of(String.join("\n", id));
  }

  private void object(@Nullable Field field, int fixed, long place) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Field below = field == null ? null : field.below(name);
      int own = below == null ? Field.FREE : below.fixedParameter();
      JsonToken value = parser.nextToken();
      if (field == contract.root()) {
        noteId(name, value);
      }
      value(value, below, own == Field.FREE ? fixed : own, place * SPREAD + name.hashCode());
    }
  }

  private void value(JsonToken value, @Nullable Field field, int fixed, long place)
      throws IOException {
    if (field != null && !field.removedIn().isEmpty() && value != JsonToken.VALUE_NULL) {
      find(LintRule.REMOVED_FIELD, "left out: removed in " + field.removedIn());
    }
    if (value == JsonToken.START_OBJECT) {
      object(field, fixed, place);
    } else if (value == JsonToken.START_ARRAY) {
      array(fixed, place);
    } else if (value != JsonToken.VALUE_NULL) {
      scalar(value, field, fixed, place);
    }
  }

  private void array(int fixed, long place) throws IOException {
    long at = place;
    JsonToken element = parser.nextToken();
    while (element != JsonToken.END_ARRAY) {
      at = at * SPREAD + 1;
      value(element, null, fixed, at);
      element = parser.nextToken();
    }
  }

  private void scalar(JsonToken value, @Nullable Field field, int fixed, long place)
      throws IOException {
    if (value != JsonToken.VALUE_STRING) {
      find(LintRule.NOT_A_STRING, "a JSON string, as every number and boolean");
    } else if (parser.getTextLength() == 0) {
      find(LintRule.EMPTY, "left out or null, never \"\"");
    } else if (field != null) {
      shape(field);
    }
    if (fixed != Field.FREE) {
      // A sum, so that the order of an object's fields makes no difference.
      parameters[fixed] += hash(place, parser.getText()) | 1;
    }
  }

  private void shape(Field field) throws IOException {
    if (parser.getTextLength() > field.longest()) {
      String text = parser.getText();
      if (text.codePointCount(0, text.length()) > field.longest()) {
        find(LintRule.TOO_LONG, "at most " + field.longest() + " characters");
      }
    }
    if (field.isTime() && MessageTime.parse(parser.getText()).isEmpty()) {
      find(LintRule.TIME_SHAPE, "ISO 8601 with an offset, as in 2019-11-27T12:01:01+08:00");
    }
  }

  private void noteId(String name, JsonToken value) throws IOException {
    int part = contract.id().indexOf(name);
    if (part >= 0 && value == JsonToken.VALUE_STRING) {
      id[part] = parser.getText();
    }
  }

  private static long hash(long place, String text) {
    long hash = place * SPREAD;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * SPREAD;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  private void find(LintRule rule, String expected) {
    if (findings.size() < most) {
      findings.add(new LintFinding(rule, place(), expected));
    }
  }

  /** Where the parser stands, e.g. {@code order.goods[0].goodsName}. */
  private String place() {
    var place = new StringBuilder();
    for (var at = parser.getParsingContext(); at != null && !at.inRoot(); at = at.getParent()) {
      if (at.inArray()) {
        place.insert(0, "[" + at.getCurrentIndex() + "]");
      } else {
        String name = at.getCurrentName();
        place.insert(0, "." + (name != null && NAME.matcher(name).matches() ? name : "?"));
      }
    }
    return place.isEmpty() ? "" : place.substring(1);
  }
}
