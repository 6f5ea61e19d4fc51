package io.plusgate.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Aligned columns with two blanks between them; colours do not count as width. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<Cell>> rows = new ArrayList<>();

  /** One word of the table and what it means. */
  record Cell(String text, Ink ink) {
    private int width() {
      return text.codePointCount(0, text.length());
    }
  }

  /** A table with a head, or without one when there are no titles. */
  Table(String... titles) {
    if (titles.length > 0) {
      rows.add(Arrays.stream(titles).map(title -> new Cell(title, Ink.STRONG)).toList());
    }
  }

  static Cell cell(String text, Ink ink) {
    return new Cell(text, ink);
  }

  static Cell cell(String text) {
    return new Cell(text, Ink.PLAIN);
  }

  @CanIgnoreReturnValue
  Table row(String... words) {
    return row(Arrays.stream(words).map(Table::cell).toArray(Cell[]::new));
  }

  @CanIgnoreReturnValue
  Table row(Cell... cells) {
    rows.add(List.of(cells));
    return this;
  }

  void print(PrintWriter out) {
    lines().forEach(out::println);
  }

  Stream<String> lines() {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (var row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).width());
      }
    }
    return rows.stream().map(row -> line(row, widths));
  }

  private static String line(List<Cell> row, int[] widths) {
    var line = new StringBuilder();
    int blanks = 0;
    for (int column = 0; column < row.size(); column++) {
      var cell = row.get(column);
      if (!cell.text().isEmpty()) {
        line.append(" ".repeat(blanks)).append(cell.ink().on(cell.text()));
        blanks = 0;
      }
      blanks += widths[column] - cell.width() + GAP.length();
    }
    return line.toString();
  }
}
