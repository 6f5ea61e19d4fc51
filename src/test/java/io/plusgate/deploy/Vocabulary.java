package io.plusgate.deploy;

import io.plusgate.metrics.Flow;
import io.plusgate.metrics.Label;
import io.plusgate.metrics.Meter;
import io.plusgate.metrics.Outcome;
import io.plusgate.payment.Alarm;
import io.plusgate.payment.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that a query may use: the catalogue's, and the few that Prometheus itself adds. */
final class Vocabulary {
  private static final Pattern SELECTOR =
      Pattern.compile(
          "\\b(plusgate_\\w+|jvm_\\w+|process_\\w+|system_\\w+|up|ALERTS|\\w+:[\\w:]+)\\b(\\{[^}]*})?");
  private static final Pattern MATCHER =
      Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|on|without|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");

  /** What Prometheus adds to every series it scrapes. */
  private static final Set<String> SCRAPED = Set.of("job", "instance");

  /** The labels whose values are enums of ours. */
  private static final Map<String, Set<String>> VALUES =
      Map.of(
          "outcome", words(Stream.of(Outcome.values()), "done", "failed"),
          "phase", words(Stream.of(Phase.values())),
          "kind", words(Stream.of(Alarm.values())),
          "flow", words(Stream.of(Flow.values())),
          "direction", Set.of("outbound", "inbound"));

  private Vocabulary() {}

  /** What is wrong with the names in an expression; nothing when all of them exist. */
  static List<String> complaints(String expression, Set<String> records) {
    var complaints = new ArrayList<String>();
    for (var found : SELECTOR.matcher(expression).results().toList()) {
      String name = found.group(1);
      var labels = labels(name, records);
      if (labels.isEmpty()) {
        complaints.add(name + " is in no catalogue");
      } else if (found.group(2) != null) {
        complaints.addAll(inBraces(name, found.group(2), labels.get()));
      }
    }
    for (var grouping : GROUPING.matcher(expression).results().toList()) {
      Stream.of(grouping.group(1).split(","))
          .map(String::strip)
          .filter(label -> !label.isEmpty() && !allLabels().contains(label))
          .forEach(label -> complaints.add(label + " is no label of ours"));
    }
    return complaints;
  }

  static Set<String> allLabels() {
    var labels = new TreeSet<>(SCRAPED);
    Arrays.stream(Label.values()).map(label -> label.key()).forEach(labels::add);
    labels.add("le");
    return labels;
  }

  private static List<String> inBraces(String name, String braces, Set<String> labels) {
    var complaints = new ArrayList<String>();
    for (var matcher : MATCHER.matcher(braces).results().toList()) {
      if (!labels.contains(matcher.group(1))) {
        complaints.add(name + " has no label " + matcher.group(1));
      }
      var known = VALUES.getOrDefault(matcher.group(1), Set.of());
      Stream.of(matcher.group(2).split("\\|"))
          .filter(value -> !known.isEmpty() && !known.contains(value))
          .forEach(value -> complaints.add(name + ": no " + matcher.group(1) + " is " + value));
    }
    return complaints;
  }

  /** The labels of a metric; nothing when there is no such metric. */
  private static Optional<Set<String>> labels(String name, Set<String> records) {
    if (name.contains(":")) {
      return records.contains(name) ? Optional.of(allLabels()) : Optional.empty();
    }
    if (name.equals("up")) {
      return Optional.of(SCRAPED);
    }
    if (name.equals("ALERTS")) {
      return Optional.of(Set.of("alertname", "alertstate"));
    }
    if (!name.startsWith("plusgate_")) {
      return Optional.of(Set.of("job", "instance", "area", "id")); // of the process
    }
    return Arrays.stream(Meter.values())
        .filter(meter -> names(meter).contains(name))
        .findFirst()
        .map(meter -> labels(meter, name));
  }

  private static Set<String> labels(Meter meter, String name) {
    var labels = new TreeSet<>(SCRAPED);
    meter.labels().forEach(label -> labels.add(label.key()));
    if (name.endsWith("_bucket")) {
      labels.add("le");
    }
    return labels;
  }

  private static Set<String> names(Meter meter) {
    String name = meter.exposedName();
    return switch (meter.kind()) {
      case TIMER, SUMMARY -> Set.of(name + "_bucket", name + "_count", name + "_sum");
      case COUNTER, GAUGE -> Set.of(name);
    };
  }

  private static Set<String> words(Stream<? extends Enum<?>> values, String... more) {
    return Stream.concat(
            values.map(value -> value.name().toLowerCase(Locale.ROOT)), Stream.of(more))
        .collect(Collectors.toUnmodifiableSet());
  }
}
