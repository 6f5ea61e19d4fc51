package io.plusgate.config;

import io.plusgate.config.ConfigKey.Kind;
import io.plusgate.config.YamlNode.Entry;
import io.plusgate.config.YamlNode.Mapping;
import io.plusgate.config.YamlNode.Scalar;
import io.plusgate.config.YamlNode.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One mapping of the configuration while it is being read: its parts, and what becomes of them. */
final class Section extends Values {
  private static final int LONGEST_LIST = 1000;

  Section(Reading reading, Place place) {
    super(reading, place);
  }

  /** A secret as {@code { file: path }}; a secret in the configuration itself is refused. */
  Optional<SecretFile> secret(String name) {
    boolean clear = place.entry(name).map(Entry::value).orElse(null) instanceof Scalar;
    if (clear) {
      asked.add(name);
      wrong(name, "a secret in clear (expected: { file: path of the file that holds it })");
      return Optional.of(NO_SECRET);
    }
    return optionalSection(name).map(Section::file);
  }

  private SecretFile file() {
    SecretFile file = neededSecretFile("file");
    finish();
    return file;
  }

  /** A part of this section; an empty one when it is not given. */
  Section section(String name) {
    note(name, new ConfigKey(place.patternOf(name), Kind.SECTION, List.of(), "", false));
    return below(name, place.patternOf(name), place.entry(name).map(Entry::value));
  }

  Optional<Section> optionalSection(String name) {
    Section section = section(name);
    boolean there = place.entry(name).isPresent() || reading.probing();
    return there ? Optional.of(section) : Optional.empty();
  }

  /** The elements of a list of mappings. */
  List<Section> sections(String name, boolean needed) {
    String pattern = place.patternOf(name);
    note(name, new ConfigKey(pattern, Kind.SECTIONS, List.of(), "", needed));
    if (reading.probing()) {
      return List.of(below(name, pattern + "[]", Optional.empty()));
    }
    if (place.entry(name).isEmpty() && needed) {
      return missing(name, "a list", List.of());
    }
    return place.entry(name).map(entry -> elements(name, pattern + "[]", entry)).orElse(List.of());
  }

  /** The parts of this section whose names the operator chooses. */
  Map<String, Section> named() {
    String pattern = place.patternOf("*");
    var sections = new LinkedHashMap<String, Section>();
    for (String name : names()) {
      note(name, new ConfigKey(pattern, Kind.SECTION, List.of(), "", false));
      sections.put(name, below(name, pattern, place.entry(name).map(Entry::value)));
    }
    return sections;
  }

  /** The durations of this section whose names the operator chooses. */
  Map<String, Duration> namedDurations() {
    var durations = new LinkedHashMap<String, Duration>();
    for (String name : names()) {
      note(name, new ConfigKey(place.patternOf("*"), Kind.DURATION, List.of(), "", false));
      read(name, Converter::duration).ifPresent(duration -> durations.put(name, duration));
    }
    return durations;
  }

  /** Makes the record of the whole section: whatever was not asked for by now is unknown. */
  <T> T build(Supplier<? extends T> record, Supplier<? extends T> standIn) {
    finish();
    return make(record, standIn);
  }

  /** Makes a record; when it refuses its values, says why and takes the stand-in. */
  <T> T make(Supplier<? extends T> record, Supplier<? extends T> standIn) {
    try {
      return record.get();
    } catch (InvalidConfig refused) {
      refused.problems().forEach(this::refuse);
      return standIn.get();
    }
  }

  /** Says what a check that throws {@link InvalidConfig} has to say. */
  void check(Runnable check) {
    try {
      check.run();
    } catch (InvalidConfig refused) {
      refused.problems().forEach(this::refuse);
    }
  }

  boolean sound(String name) {
    return !reading.findings().isBroken(place.at(name));
  }

  /** The record, if nothing in the whole file is wrong. */
  <T> Optional<T> ifAllSound(Supplier<T> record) {
    return reading.findings().problems().isEmpty() ? Optional.of(record.get()) : Optional.empty();
  }

  /** Says of keys that are known that they do not fit together with another one. */
  void notBeside(String other, List<String> names) {
    names.stream()
        .filter(name -> place.entry(name).isPresent())
        .forEach(name -> wrong(name, "is given (expected: no such key beside " + other + ")"));
  }

  /** Whatever was not asked for by now is unknown. */
  void finish() {
    place.mapping().entries().forEach(this::complainIfUnknown);
  }

  private void refuse(ConfigProblem problem) {
    String name = problem.path();
    reading.findings().wrongLater(place.at(name), asTyped(name, problem.text()), place.line(name));
  }

  private void complainIfUnknown(String name, Entry entry) {
    if (asked.contains(name)) {
      return;
    }
    String hint =
        Nearest.to(name, asked)
            .map(near -> "did you mean: " + near)
            .orElse("known here: " + String.join(", ", asked));
    reading.findings().wrong(place.at(name), "unknown key (" + hint + ")", entry.line());
  }

  private Set<String> names() {
    return reading.probing() ? Set.of("*") : place.mapping().entries().keySet();
  }

  private Section below(String name, String pattern, Optional<YamlNode> node) {
    if (node.isPresent() && !(node.get() instanceof Mapping)) {
      String text = node.get().kind() + " (expected: a mapping)";
      reading.findings().wrong(place.at(name), text, node.get().line());
    }
    var mapping =
        node.orElse(null) instanceof Mapping given ? given : Place.nothing(place.line(name));
    return new Section(reading, new Place(place.at(name), pattern, mapping));
  }

  private List<Section> elements(String name, String pattern, Entry entry) {
    if (!(entry.value() instanceof Sequence list)) {
      wrong(name, entry.value().kind() + " (expected: a list)");
      return List.of();
    }
    if (list.items().size() > LONGEST_LIST) {
      wrong(name, list.items().size() + " elements (expected: at most " + LONGEST_LIST + ")");
      return List.of();
    }
    var sections = new ArrayList<Section>();
    for (YamlNode item : list.items()) {
      sections.add(below(name + "[" + sections.size() + "]", pattern, Optional.of(item)));
    }
    return sections;
  }
}
