package io.plusgate.reconcile.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a profile and refuses what it does not know, naming the key and the rule. */
public final class ProfileReader {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Set<String> KEYS =
      Set.of(
          "profile",
          "standing",
          "separator",
          "quoting",
          "endMarker",
          "unit",
          "total",
          "zone",
          "types",
          "statuses",
          "feeTypes",
          "reports",
          "toBeConfirmed");

  private final String file;

  private ProfileReader(String file) {
    this.file = file;
  }

  /** The profile in this file; a {@link BadReportException} names what is wrong with it. */
  public static Profile read(Path file) {
    try {
      return new ProfileReader(file.toString()).profile(YAML.readTree(Files.readAllBytes(file)));
    } catch (JacksonException notYaml) {
      var place = notYaml.getLocation();
      int line = place == null ? 1 : place.getLineNr();
      int column = place == null ? 1 : place.getColumnNr();
      throw new BadReportException(file.toString(), line, column, notYaml.getOriginalMessage());
    } catch (IOException unreadable) {
      throw new BadReportException(file.toString(), "can't be read (expected: a profile)");
    }
  }

  private Profile profile(JsonNode top) {
    if (!top.isObject()) {
      throw wrong("profile", "no keys", "a mapping, see conf/reports");
    }
    refuseUnknown("", top, KEYS);
    var layouts = new HashMap<String, Layout>();
    top.path("reports")
        .properties()
        .forEach(entry -> layouts.put(entry.getKey(), layout(entry.getKey(), entry.getValue())));
    if (layouts.isEmpty()) {
      throw wrong("reports", "{}", "at least one report with a detail section");
    }
    var confirm = new ArrayList<String>();
    top.path("toBeConfirmed").forEach(item -> confirm.add(item.asText()));
    return new Profile(
        top.path("profile").asText("unnamed"),
        top.path("standing").asText(""),
        separator(top.path("separator").asText(",")),
        choice("quoting", top, Profile.Quoting.values(), Profile.Quoting.DOUBLE),
        top.path("endMarker").asText(""),
        choice("unit", top, Profile.Unit.values(), Profile.Unit.DECIMAL),
        choice("total", top, Profile.Total.values(), Profile.Total.NET),
        zone(top.path("zone").asText("+08:00")),
        literals("types", top, EntryType.values()),
        literals("statuses", top, EntryStatus.values()),
        literals("feeTypes", top, EntryType.values()),
        layouts,
        confirm);
  }

  private Layout layout(String report, JsonNode node) {
    refuseUnknown("reports." + report + ".", node, Set.of("summary", "detail"));
    var detail = columns("reports." + report + ".detail", node.path("detail"));
    if (detail.isEmpty()) {
      throw wrong("reports." + report + ".detail", "{}", "field: header name");
    }
    return new Layout(columns("reports." + report + ".summary", node.path("summary")), detail);
  }

  private Map<Field, List<String>> columns(String at, JsonNode node) {
    var columns = new EnumMap<Field, List<String>>(Field.class);
    node.properties()
        .forEach(
            entry -> {
              var field =
                  Field.of(entry.getKey())
                      .orElseThrow(() -> wrong(at, entry.getKey(), "one of " + words()));
              var names = new ArrayList<String>();
              if (entry.getValue().isArray()) {
                entry.getValue().forEach(name -> names.add(name.asText()));
              } else {
                names.add(entry.getValue().asText());
              }
              columns.put(field, List.copyOf(names));
            });
    return columns;
  }

  private <T extends Enum<T>> Map<String, T> literals(String key, JsonNode top, T[] values) {
    var literals = new HashMap<String, T>();
    top.path(key)
        .properties()
        .forEach(
            entry ->
                literals.put(
                    entry.getKey(), one(key + "." + entry.getKey(), entry.getValue(), values)));
    return literals;
  }

  private <T extends Enum<T>> T choice(String key, JsonNode top, T[] values, T otherwise) {
    return top.has(key) ? one(key, top.path(key), values) : otherwise;
  }

  private <T extends Enum<T>> T one(String at, JsonNode node, T[] values) {
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(node.asText()))
        .findFirst()
        .orElseThrow(
            () -> wrong(at, node.asText(), Arrays.toString(values).toLowerCase(Locale.ROOT)));
  }

  private char separator(String text) {
    if (text.length() != 1 || text.charAt(0) > 127 || "\"\r\n".contains(text)) {
      throw wrong("separator", text, "one ASCII character");
    }
    return text.charAt(0);
  }

  private ZoneOffset zone(String text) {
    try {
      return ZoneOffset.of(text);
    } catch (DateTimeException noZone) {
      throw wrong("zone", text, "an offset such as +08:00");
    }
  }

  private void refuseUnknown(String at, JsonNode node, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw wrong(at + key, "unknown key", "one of " + known.stream().sorted().toList());
              }
            });
  }

  private BadReportException wrong(String at, String value, String rule) {
    return new BadReportException(file, at + ": " + value + " (expected: " + rule + ")");
  }

  private static List<String> words() {
    return Arrays.stream(Field.values()).map(Field::word).toList();
  }
}
