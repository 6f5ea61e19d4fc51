package io.plusgate.reconcile.read;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.profile.Field;
import io.plusgate.reconcile.profile.Layout;
import io.plusgate.reconcile.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file's sections in their order: the summary's values, where there are any, then the rows. */
final class Sections {
  private final String name;
  private final Profile profile;
  private final Layout layout;
  private final CsvRecords records;
  private final Optional<Columns> summary;
  private @Nullable Columns detail;
  private boolean ended;

  /** Goes to the values of the summary section, or to the detail's header. */
  Sections(String name, InputStream in, Profile profile, String report) throws IOException {
    this.name = name;
    this.profile = profile;
    this.layout = layout(name, profile, report);
    this.records = new CsvRecords(name, in, profile.separator(), profile.quoting());
    this.ended = profile.endMarker().isEmpty();
    if (!records.next()) {
      throw new BadReportException(name, 1, 1, "is empty (expected: at least a header)");
    }
    if (layout.summary().isEmpty()) {
      this.summary = Optional.empty();
      return;
    }
    var columns = find(layout.summary(), "summary");
    if (!records.next()) {
      throw records.atTheEnd("the values of the summary section are missing; cut short?");
    }
    checkWidth(columns);
    this.summary = Optional.of(columns);
  }

  CsvRecords records() {
    return records;
  }

  /** The columns of the summary section, whose values are the record at hand. */
  Optional<Columns> summary() {
    return summary;
  }

  /** Goes to the detail's header; nothing when the file ends before it. */
  Optional<Columns> detail() throws IOException {
    if (summary.isPresent() && !records.next()) {
      return Optional.empty();
    }
    var columns = find(layout.detail(), "detail");
    detail = columns;
    return Optional.of(columns);
  }

  /** Goes to the next row of the detail section; false after the last. */
  boolean next() throws IOException {
    if (!records.next()) {
      if (!ended) {
        throw records.atTheEnd("the end marker " + profile.endMarker() + " is missing; cut short?");
      }
      return false;
    }
    if (!ended && records.size() == 1 && records.text(0).equals(profile.endMarker())) {
      ended = true;
      if (records.next()) {
        throw records.complaint(0, "rows after the end marker (expected: none)");
      }
      return false;
    }
    if (detail != null) {
      checkWidth(detail);
    }
    return true;
  }

  private static Layout layout(String name, Profile profile, String report) {
    var known = profile.layouts().get(report);
    if (known == null) {
      throw new BadReportException(
          name,
          "profile "
              + profile.name()
              + " has no layout for it (expected: one of "
              + profile.layouts().keySet().stream().sorted().toList()
              + ")");
    }
    return known;
  }

  private Columns find(Map<Field, List<String>> names, String section) {
    return Columns.find(records, names)
        .orElseThrow(
            () ->
                records.complaint(
                    0,
                    "the "
                        + section
                        + " header fits no edition that profile "
                        + profile.name()
                        + " knows; it lacks "
                        + Columns.lack(records, names)
                        + " (try: plusgate reports learn "
                        + name
                        + ")"));
  }

  private void checkWidth(Columns columns) {
    if (records.size() != columns.width()) {
      throw records.complaint(
          Math.min(records.size(), columns.width()) - 1,
          records.size()
              + " cells (expected: "
              + columns.width()
              + ", as in the header; cut short, or another separator?)");
    }
  }
}
