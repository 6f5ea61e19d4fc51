package io.plusgate.signature.diagnosis;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the path, the Client-Id and the time may have been when it was signed. */
final class HeadVariants {
  private final List<Variant<String>> found = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private HeadVariants(String given) {
    found.add(Variant.asGiven(given));
    seen.add(given);
  }

  static List<Variant<String>> ofPath(String given, Surroundings around) {
    var paths = new HeadVariants(given);
    String path = withoutHost(given);
    paths.add(Mistake.HOST_IN_PATH, path);
    int query = path.indexOf('?');
    if (query >= 0) {
      paths.add(Mistake.QUERY_IN_PATH, path.substring(0, query));
    }
    around.paths().stream()
        .filter(other -> other.indexOf('?') >= 0 && other.startsWith(path + "?"))
        .forEach(other -> paths.add(Mistake.QUERY_IN_PATH, other));
    paths.add(Mistake.SLASH_IN_PATH, path.startsWith("/") ? path.substring(1) : "/" + path);
    boolean slash = path.endsWith("/") && path.length() > 1;
    paths.add(Mistake.SLASH_IN_PATH, slash ? path.substring(0, path.length() - 1) : path + "/");
    for (String host : around.hosts()) {
      paths.add(Mistake.HOST_IN_PATH, "https://" + host + path);
      paths.add(Mistake.HOST_IN_PATH, "http://" + host + path);
      paths.add(Mistake.HOST_IN_PATH, host + path);
    }
    around.paths().forEach(other -> paths.add(Mistake.OTHER_PATH, other));
    return paths.found;
  }

  static List<Variant<String>> ofClientId(String given, Surroundings around) {
    var ids = new HeadVariants(given);
    ids.add(Mistake.OTHER_CLIENT_ID, given.strip());
    around.clientIds().forEach(other -> ids.add(Mistake.OTHER_CLIENT_ID, other));
    return ids.found;
  }

  static List<Variant<String>> ofTime(String given, Surroundings around) {
    var times = new HeadVariants(given);
    around.times().forEach(time -> times.add(Mistake.REQUEST_TIME_FOR_RESPONSE_TIME, time));
    String time = given.strip().replace(' ', '+');
    times.add(Mistake.TIME_REFORMATTED, time);
    instant(time).ifPresent(instant -> times.addForms(time, instant));
    return times.found;
  }

  private void addForms(String given, Instant time) {
    add(Mistake.TIME_REFORMATTED, Long.toString(time.toEpochMilli()));
    add(Mistake.TIME_REFORMATTED, time.toString());
    add(Mistake.TIME_REFORMATTED, time.truncatedTo(ChronoUnit.SECONDS).toString());
    add(Mistake.TIME_REFORMATTED, given.replaceFirst("\\.\\d+", ""));
    add(Mistake.TIME_REFORMATTED, given.replaceFirst("Z$", "+00:00"));
    add(Mistake.TIME_REFORMATTED, given.replaceFirst("([+-]\\d\\d):(\\d\\d)$", "$1$2"));
    add(Mistake.TIME_REFORMATTED, given.replaceFirst("(:\\d\\d)(Z|[+-])", "$1.000$2"));
    for (String zone : List.of("+08:00", "+09:00", "+05:30")) {
      var local = time.plusSeconds(ZoneOffset.of(zone).getTotalSeconds());
      add(Mistake.TIME_REFORMATTED, local.toString().replace("Z", zone));
    }
  }

  private void add(Mistake mistake, String value) {
    if (seen.add(value)) {
      found.add(Variant.of(value, Cause.of(mistake, "signed: " + value)));
    }
  }

  private static String withoutHost(String path) {
    int scheme = path.indexOf("://");
    if (scheme < 0) {
      return path;
    }
    int slash = path.indexOf('/', scheme + 3);
    return slash < 0 ? "/" : path.substring(slash);
  }

  private static Optional<Instant> instant(String time) {
    try {
      return time.matches("\\d{13}")
          ? Optional.of(Instant.ofEpochMilli(Long.parseLong(time)))
          : Optional.of(OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }
}
