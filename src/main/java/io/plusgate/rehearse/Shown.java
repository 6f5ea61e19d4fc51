package io.plusgate.rehearse;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What of a message may stand in a report: no login, nothing endless. */
final class Shown {
  private static final int LONGEST = 20_000;

  private static final Set<String> LOGINS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "agent-token");

  private Shown() {}

  static Map<String, String> headers(Map<String, String> headers) {
    Map<String, String> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, value) ->
            shown.put(name, LOGINS.contains(name.toLowerCase(Locale.ROOT)) ? "(hidden)" : value));
    return Map.copyOf(shown);
  }

  static String body(String body) {
    return body.length() <= LONGEST ? body : body.substring(0, LONGEST) + " … (shortened)";
  }
}
