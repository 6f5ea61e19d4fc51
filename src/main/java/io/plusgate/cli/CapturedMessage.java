package io.plusgate.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A message as somebody captured it.
 *
 * @param target the path, or the whole address; none in an answer
 * @param headers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record CapturedMessage(Optional<String> target, Map<String, String> headers, byte[] body) {
  CapturedMessage {
    var lower = new TreeMap<String, String>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lower);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Path and query of the target, without scheme and host. */
  Optional<String> path() {
    return target.map(
        address -> {
          int scheme = address.indexOf("://");
          int slash = scheme < 0 ? 0 : address.indexOf('/', scheme + 3);
          return slash < 0 ? "/" : address.substring(slash);
        });
  }

  /** Host and port, as far as they are known. */
  Optional<String> host() {
    return header("host")
        .or(
            () ->
                target
                    .filter(address -> address.contains("://"))
                    .map(address -> address.replaceFirst("^[^:]*://", "").replaceFirst("/.*", "")));
  }
}
