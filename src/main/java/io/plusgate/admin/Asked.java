package io.plusgate.admin;

import io.plusgate.config.Durations;
import io.plusgate.store.PageRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller asks for, name by name; what is not understood is refused, never ignored. */
final class Asked {
  static final int MOST = 1_000;
  private static final int USUAL = 100;
  private static final int WORDS = 200;

  private final MultiMap parameters;
  private final Instant now;

  private Asked(MultiMap parameters, Instant now) {
    this.parameters = parameters;
    this.now = now;
  }

  /**
   * Refuses a name that is not one of these, so that a misspelt filter does not list everything.
   */
  static Asked of(MultiMap parameters, InstantSource clock, Set<String> known) {
    for (String name : parameters.names()) {
      if (!known.contains(name)) {
        throw wrong(name, "not known", "one of " + known.stream().sorted().toList());
      }
    }
    return new Asked(parameters, clock.instant());
  }

  /**
   * The members of a JSON object, as a body has them.
   *
   * @param shape what would be right, for people
   */
  static Asked ofBody(String body, InstantSource clock, Set<String> known, String shape) {
    var given = MultiMap.caseInsensitiveMultiMap();
    json(body, shape)
        .forEach(member -> given.add(member.getKey(), String.valueOf(member.getValue())));
    return of(given, clock, known);
  }

  /** One line of visible signs, for an audit. */
  String words(String name, String usual) {
    String text = text(name).orElse(usual);
    if (text.length() > WORDS || text.chars().anyMatch(Character::isISOControl)) {
      throw wrong(name, "too long or with line breaks", "one line of at most " + WORDS);
    }
    return text;
  }

  /** Of an audit: who, and why if they say so. */
  String audit() {
    String by = words("by", "admin api");
    String why = words("why", "");
    return why.isEmpty() ? by : by + ": " + why;
  }

  /** How long something shall last. */
  Duration lasting(String name, Duration usual, Duration most) {
    var asked = text(name);
    var found = asked.flatMap(Durations::parse);
    boolean isUnreadable = asked.isPresent() && found.isEmpty();
    boolean isOutside = found.filter(time -> time.isZero() || time.compareTo(most) > 0).isPresent();
    if (isUnreadable || isOutside) {
      throw wrong(name, asked.orElse(""), "1s to " + most.toMinutes() + "m");
    }
    return found.orElse(usual);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
  }

  /** One of the constants, in any case. */
  <E extends Enum<E>> Optional<E> choice(String name, E[] known) {
    return text(name)
        .map(
            wanted ->
                Arrays.stream(known)
                    .filter(one -> one.name().equalsIgnoreCase(wanted))
                    .findFirst()
                    .orElseThrow(() -> wrong(name, wanted, "one of " + words(known))));
  }

  /** A time, or how long ago it was. */
  Optional<Instant> time(String name) {
    return text(name).map(text -> time(name, text));
  }

  /** Whether the name is there and says true. */
  boolean flag(String name) {
    return text(name).map(text -> flag(name, text)).orElse(false);
  }

  PageRequest page(Optional<String> after) {
    int limit = text("limit").map(Asked::limit).orElse(USUAL);
    after.filter(text -> !text.matches("-?[0-9]{1,18}")).ifPresent(Asked::refuseAfter);
    return new PageRequest(after, limit, PageRequest.Order.OLDEST_FIRST);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static BadQueryException wrong(String name, String found, String expected) {
    String shown = found.length() > 80 ? found.substring(0, 80) + "…" : found;
    return new BadQueryException(name + ": " + shown + " (expected: " + expected + ")");
  }

  private Instant time(String name, String text) {
    try {
      // A plus sign that was not written as %2B arrives as a blank.
      return Durations.parse(text)
          .map(now::minus)
          .orElseGet(() -> OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
    } catch (DateTimeException neither) {
      throw wrong(name, text, "2026-11-26T12:00:00Z, or how long ago: 90s, 15m, 2h, 3d");
    }
  }

  private static JsonObject json(String body, String shape) {
    try {
      return new JsonObject(body);
    } catch (DecodeException noJson) {
      throw wrong("body", "not one JSON object", shape);
    }
  }

  private static boolean flag(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, text, "true or false");
    };
  }

  private static int limit(String text) {
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST) {
      throw wrong("limit", text, "1 to " + MOST);
    }
    return Integer.parseInt(text);
  }

  private static void refuseAfter(String after) {
    throw wrong("after", after, "the next of an earlier page");
  }

  private static String words(Enum<?>[] known) {
    return Arrays.stream(known).map(Asked::word).toList().toString();
  }
}
