package io.plusgate.config;

import io.plusgate.config.YamlNode.Mapping;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all sections of one reading share.
 *
 * @param keys every key that was asked for: what the configuration knows
 * @param probing true when nothing is read and every key is only to be asked for once
 */
record Reading(
    Findings findings,
    Placeholders placeholders,
    NamedFiles files,
    Map<String, ConfigKey> keys,
    boolean probing) {

  static Reading of(Findings findings, Placeholders placeholders, NamedFiles files) {
    return new Reading(findings, placeholders, files, new LinkedHashMap<>(), false);
  }

  static Reading probe() {
    var here = new NamedFiles(Path.of(""));
    return new Reading(
        new Findings(), new Placeholders(Map.of()), here, new LinkedHashMap<>(), true);
  }

  Section top(Mapping mapping) {
    return new Section(this, Place.top(mapping));
  }
}
