package io.plusgate.config;

import io.plusgate.config.ConfigKey.Kind;
import io.plusgate.config.YamlNode.Entry;
import io.plusgate.config.YamlNode.Scalar;
import io.plusgate.config.YamlNode.Sequence;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The single values of one mapping. A value that is wrong becomes a finding and a stand-in takes
 * its place, so that reading goes on and finds the other wrong ones.
 */
abstract class Values {
  static final KeyFile NO_KEY = new KeyFile(Path.of(""), new byte[0]);
  static final SecretFile NO_SECRET = new SecretFile(Path.of(""), new byte[0]);

  final Reading reading;
  final Place place;
  final Set<String> asked = new LinkedHashSet<>();

  Values(Reading reading, Place place) {
    this.reading = reading;
    this.place = place;
  }

  String text(String name) {
    return required(name, Kind.TEXT, "text", "", text -> text);
  }

  String text(String name, String otherwise) {
    return optional(name, Kind.TEXT, otherwise, text -> text).orElse(otherwise);
  }

  Optional<String> optionalText(String name) {
    return optional(name, Kind.TEXT, "", text -> text);
  }

  URI url(String name, URI standIn) {
    return required(name, Kind.URL, "a URL", standIn, Converter::url);
  }

  Optional<URI> optionalUrl(String name) {
    return optional(name, Kind.URL, "", Converter::url);
  }

  int number(String name, int otherwise) {
    return optional(name, Kind.NUMBER, String.valueOf(otherwise), Converter::number)
        .orElse(otherwise);
  }

  double fraction(String name, double otherwise) {
    return optional(name, Kind.FRACTION, String.valueOf(otherwise), Converter::fraction)
        .orElse(otherwise);
  }

  int size(String name, int otherwise) {
    return optional(name, Kind.SIZE, String.valueOf(otherwise), Converter::size).orElse(otherwise);
  }

  boolean yesNo(String name, boolean otherwise) {
    return optional(name, Kind.YES_NO, String.valueOf(otherwise), Converter::yesNo)
        .orElse(otherwise);
  }

  Duration duration(String name, Duration otherwise) {
    return optional(name, Kind.DURATION, Durations.format(otherwise), Converter::duration)
        .orElse(otherwise);
  }

  Optional<Duration> optionalDuration(String name) {
    return optional(name, Kind.DURATION, "", Converter::duration);
  }

  <E extends Enum<E>> E choice(String name, E[] values) {
    List<String> words = Converter.words(values);
    note(name, new ConfigKey(place.patternOf(name), Kind.CHOICE, words, "", true));
    return read(name, Converter.choice(values))
        .orElseGet(() -> missing(name, String.join(" or ", words), values[0]));
  }

  <E extends Enum<E>> E choice(String name, E[] values, E otherwise) {
    return optionalChoice(name, values, Converter.word(otherwise)).orElse(otherwise);
  }

  <E extends Enum<E>> Optional<E> optionalChoice(String name, E[] values, String defaultText) {
    List<String> words = Converter.words(values);
    note(name, new ConfigKey(place.patternOf(name), Kind.CHOICE, words, defaultText, false));
    return read(name, Converter.choice(values));
  }

  Path path(String name, Path standIn) {
    return optional(name, Kind.PATH, standIn.toString(), reading.files()::folder)
        .orElseGet(() -> reading.files().resolve(standIn.toString()));
  }

  List<Duration> durations(String name, List<Duration> otherwise) {
    String shown = Durations.format(otherwise);
    note(name, new ConfigKey(place.patternOf(name), Kind.DURATIONS, List.of(), shown, false));
    return listed(name, "a list such as [1s, 5s, 1m]", Converter::duration).orElse(otherwise);
  }

  /** Ranges of addresses; none when the key is not given, and then only. */
  List<AddressRange> addresses(String name) {
    note(name, new ConfigKey(place.patternOf(name), Kind.ADDRESSES, List.of(), "", false));
    String rule = "a list such as [192.0.2.0/24, 192.0.2.7]";
    if (place.entry(name).map(Entry::value).filter(Values::isEmptyList).isPresent()) {
      wrong(name, "[] (expected: one address or more; left out, all may call)");
    }
    return listed(name, rule, AddressRange::convert).orElse(List.of());
  }

  /** Texts of any kind; none when the key is not given. */
  List<String> texts(String name) {
    note(name, new ConfigKey(place.patternOf(name), Kind.TEXTS, List.of(), "", false));
    return listed(name, "a list such as [one, another]", text -> text).orElse(List.of());
  }

  /** A private key, which nobody else may read. */
  KeyFile privateKey(String name) {
    return required(name, Kind.SECRET, "a path", NO_KEY, reading.files()::privateKey);
  }

  /** A certificate or a public key, which nobody else may change. */
  KeyFile certificate(String name) {
    return required(name, Kind.FILE, "a path", NO_KEY, reading.files()::certificate);
  }

  Optional<KeyFile> optionalCertificate(String name) {
    return optional(name, Kind.FILE, "", reading.files()::certificate);
  }

  /** The path of a secret that has to be there. */
  SecretFile neededSecretFile(String name) {
    return required(name, Kind.SECRET, "a path", NO_SECRET, reading.files()::secret);
  }

  /** The path of a secret, e.g. {@code passwordFile: certs/password}. */
  Optional<SecretFile> secretFile(String name) {
    return optional(name, Kind.SECRET, "", reading.files()::secret);
  }

  private <T> T required(
      String name, Kind kind, String expected, T standIn, Converter<T> converter) {
    note(name, new ConfigKey(place.patternOf(name), kind, List.of(), "", true));
    return read(name, converter).orElseGet(() -> missing(name, expected, standIn));
  }

  private <T> Optional<T> optional(
      String name, Kind kind, String otherwise, Converter<T> converter) {
    note(name, new ConfigKey(place.patternOf(name), kind, List.of(), otherwise, false));
    return read(name, converter);
  }

  final void note(String name, ConfigKey key) {
    asked.add(name);
    reading.keys().put(key.path(), key);
  }

  final <T> T missing(String name, String expected, T standIn) {
    String text = "missing (expected: " + expected + ")";
    reading.findings().wrongLater(place.at(name), text, place.line(name));
    return standIn;
  }

  final void wrong(String name, String text) {
    reading.findings().wrong(place.at(name), text, place.line(name));
  }

  final <T> Optional<T> read(String name, Converter<T> converter) {
    return place.entry(name).flatMap(entry -> convert(name, entry.value(), converter));
  }

  private <T> Optional<T> convert(String name, YamlNode node, Converter<T> converter) {
    try {
      if (!(node instanceof Scalar scalar)) {
        throw Unusable.expected(node.kind(), "a single value");
      }
      return Optional.of(reading.placeholders().convert(scalar.text().orElse(""), converter));
    } catch (Unusable unusable) {
      reading.findings().wrong(place.at(name), unusable.why(), node.line());
      return Optional.empty();
    }
  }

  /** What is said of a value, with the names of environment variables for what was in them. */
  final String asTyped(String name, String said) {
    return place
        .entry(name)
        .flatMap(entry -> entry.value().match(Scalar::text, none -> none(), no -> none()))
        .map(typed -> reading.placeholders().asTyped(typed, said))
        .orElse(said);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private <T> Optional<List<T>> listed(String name, String rule, Converter<T> converter) {
    return place.entry(name).flatMap(entry -> listed(name, entry, rule, converter));
  }

  private <T> Optional<List<T>> listed(
      String name, Entry entry, String rule, Converter<T> converter) {
    if (!(entry.value() instanceof Sequence list)) {
      wrong(name, entry.value().kind() + " (expected: " + rule + ")");
      return Optional.empty();
    }
    var values = new ArrayList<T>();
    for (YamlNode item : list.items()) {
      convert(name, item, converter).ifPresent(values::add);
    }
    return Optional.of(values);
  }

  private static boolean isEmptyList(YamlNode value) {
    return value instanceof Sequence list && list.items().isEmpty();
  }
}
