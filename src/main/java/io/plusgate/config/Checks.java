package io.plusgate.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Gathers what is wrong with the values of one record, so that it is all said at once. */
@CanIgnoreReturnValue
final class Checks {
  private final String section;
  private final List<ConfigProblem> problems = new ArrayList<>();

  private Checks(String section) {
    this.section = section;
  }

  static Checks of(String section) {
    return new Checks(section);
  }

  /** Value {@code found} of {@code key} is fine if {@code right}; otherwise says what was due. */
  Checks that(boolean right, String key, Object found, String expected) {
    return right ? this : wrong(key, show(found) + " (expected: " + expected + ")");
  }

  Checks wrong(String key, String text) {
    problems.add(new ConfigProblem(key, text, OptionalInt.empty()));
    return this;
  }

  Checks atLeast(String key, Duration found, Duration least) {
    return that(found.compareTo(least) >= 0, key, found, "at least " + show(least));
  }

  Checks between(String key, int found, int least, int most) {
    return that(found >= least && found <= most, key, found, least + " to " + most);
  }

  Checks between(String key, Duration found, Duration least, Duration most) {
    boolean right = found.compareTo(least) >= 0 && found.compareTo(most) <= 0;
    return that(right, key, found, show(least) + " to " + show(most));
  }

  /** A ladder of waits: not empty, and no wait so short that it would hammer somebody. */
  Checks gaps(String key, List<Duration> gaps, Duration least) {
    boolean right = !gaps.isEmpty() && gaps.stream().allMatch(gap -> gap.compareTo(least) >= 0);
    return that(
        right, key, Durations.format(gaps), "one or more waits, each at least " + show(least));
  }

  /** A path as it stands in a request line: it starts with a slash and stays below it. */
  Checks path(String key, String found) {
    boolean right =
        found.startsWith("/")
            && found.chars().allMatch(c -> c > ' ' && c < 127 && "?#\\\"<>".indexOf(c) < 0)
            && !("/" + found + "/").contains("/../")
            && !("/" + found + "/").contains("/./")
            && !found.toLowerCase(Locale.ROOT).contains("%2e");
    return that(right, key, found, "a path that starts with / and has no query, blank, . or ..");
  }

  /** A base URL: https, or http to this very machine; no query, user or fragment. */
  Checks baseUrl(String key, URI found, boolean httpAnywhere) {
    boolean shaped =
        found.getHost() != null
            && found.getRawUserInfo() == null
            && found.getRawQuery() == null
            && found.getRawFragment() == null
            && ("https".equalsIgnoreCase(found.getScheme())
                || "http".equalsIgnoreCase(found.getScheme()));
    if (!shaped) {
      return that(
          false, key, withoutSecrets(found), "a URL such as https://host or https://host/prefix");
    }
    boolean plain = "http".equalsIgnoreCase(found.getScheme());
    boolean safe = !plain || httpAnywhere || Loopback.is(found.getHost());
    return that(safe, key, found, "https; plain http is for loopback only");
  }

  /** Throws everything that was found wrong. */
  void done() {
    if (!problems.isEmpty()) {
      throw new InvalidConfig(section, problems);
    }
  }

  static String show(Object value) {
    if (value instanceof Duration duration) {
      return Durations.format(duration);
    }
    return value.equals("") ? "\"\"" : value.toString();
  }

  /** A URL for people: passwords stand before the host, and tokens in the query. */
  static String withoutSecrets(URI url) {
    String user = url.getRawUserInfo();
    String text = user == null ? url.toString() : url.toString().replace(user + "@", "…@");
    return text.replaceFirst("([?#]).*", "$1…");
  }
}
