package io.plusgate.reconcile.read;

import io.plusgate.reconcile.profile.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Where the fields of a section stand in one file, found by its header names. */
final class Columns {
  private final Map<Field, Integer> places = new EnumMap<>(Field.class);
  private final int width;

  private Columns(int width) {
    this.width = width;
  }

  /** Nothing when the record is not this section's header. */
  static Optional<Columns> find(CsvRecords header, Map<Field, List<String>> names) {
    var columns = new Columns(header.size());
    for (int cell = 0; cell < header.size(); cell++) {
      String title = header.text(cell);
      for (var entry : names.entrySet()) {
        if (entry.getValue().contains(title)) {
          if (columns.places.put(entry.getKey(), cell) != null) {
            throw header.complaint(
                cell,
                "header: " + title + " (expected: one column for " + entry.getKey().word() + ")");
          }
        }
      }
    }
    return columns.places.keySet().containsAll(names.keySet())
        ? Optional.of(columns)
        : Optional.empty();
  }

  /** What a header lacks to be this section's, for the complaint. */
  static String lack(CsvRecords header, Map<Field, List<String>> names) {
    var titles = new TreeSet<String>();
    for (int cell = 0; cell < header.size(); cell++) {
      titles.add(header.text(cell));
    }
    var lack = new TreeSet<String>();
    names.values().stream()
        .filter(aliases -> aliases.stream().noneMatch(titles::contains))
        .forEach(aliases -> lack.add(String.join(" or ", aliases)));
    return String.join(", ", lack);
  }

  boolean has(Field field) {
    return places.containsKey(field);
  }

  /** The field's text; empty when the file has no such column. */
  String text(CsvRecords record, Field field) {
    Integer place = places.get(field);
    return place == null ? "" : record.text(place);
  }

  int place(Field field) {
    return places.getOrDefault(field, 0);
  }

  int width() {
    return width;
  }
}
