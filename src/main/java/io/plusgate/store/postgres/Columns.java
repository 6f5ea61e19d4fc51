package io.plusgate.store.postgres;

import static java.util.stream.Collectors.joining;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table in order, each as one array, so that many rows are one statement.
 *
 * <p>A query names the columns it wants: one that says {@code *} would fail, as prepared, from the
 * moment a newer gateway adds a column.
 */
final class Columns<T> {
  private final List<Column<T>> columns;

  private Columns(List<Column<T>> columns) {
    this.columns = columns;
  }

  static <T> Columns<T> none() {
    return new Columns<>(List.of());
  }

  Columns<T> text(String name, Function<T, String> value) {
    return with(name, "text[]", row -> storable(value.apply(row)), String[]::new);
  }

  Columns<T> optionalText(String name, Function<T, Optional<String>> value) {
    return with(
        name, "text[]", row -> value.apply(row).map(Columns::storable).orElse(null), String[]::new);
  }

  Columns<T> number(String name, Function<T, Long> value) {
    return with(name, "bigint[]", value, Long[]::new);
  }

  Columns<T> optionalNumber(String name, Function<T, Optional<Long>> value) {
    return with(name, "bigint[]", row -> value.apply(row).orElse(null), Long[]::new);
  }

  Columns<T> count(String name, Function<T, Integer> value) {
    return with(name, "integer[]", value, Integer[]::new);
  }

  Columns<T> flag(String name, Function<T, Boolean> value) {
    return with(name, "boolean[]", value, Boolean[]::new);
  }

  Columns<T> time(String name, Function<T, Instant> value) {
    return with(name, "timestamptz[]", row -> time(value.apply(row)), OffsetDateTime[]::new);
  }

  Columns<T> optionalTime(String name, Function<T, Optional<Instant>> value) {
    return with(
        name,
        "timestamptz[]",
        row -> value.apply(row).map(Columns::time).orElse(null),
        OffsetDateTime[]::new);
  }

  Columns<T> bytes(String name, Function<T, byte[]> value) {
    return with(name, "bytea[]", row -> Buffer.buffer(value.apply(row)), Buffer[]::new);
  }

  /** The same columns of something that such a row can be made of. */
  <S> Columns<S> of(Function<S, T> row) {
    return new Columns<>(columns.stream().map(column -> column.of(row)).toList());
  }

  private Columns<T> with(
      String name,
      String type,
      Function<T, ? extends @Nullable Object> value,
      IntFunction<Object[]> array) {
    var more = new ArrayList<>(columns);
    more.add(new Column<>(name, type, value, array));
    return new Columns<>(more);
  }

  /** {@code a, b, c}. */
  String names() {
    return columns.stream().map(Column::name).collect(joining(", "));
  }

  /** {@code t.a, t.b, t.c}. */
  String names(String table) {
    return columns.stream().map(column -> table + "." + column.name()).collect(joining(", "));
  }

  /** The rows that {@link #arrays} brings, as a table. */
  String unnest() {
    var parameters = new ArrayList<String>();
    for (var column : columns) {
      parameters.add("$" + (parameters.size() + 1) + "::" + column.type());
    }
    return "unnest(" + String.join(", ", parameters) + ")";
  }

  String insertInto(String table) {
    return "INSERT INTO plusgate." + table + " (" + names() + ") SELECT * FROM " + unnest();
  }

  /** Writes all columns but the key's over the row with that key. */
  String update(String table, List<String> key) {
    String set =
        columns.stream()
            .map(Column::name)
            .filter(name -> !key.contains(name))
            .map(name -> name + " = n." + name)
            .collect(joining(", "));
    String same = key.stream().map(name -> "t." + name + " = n." + name).collect(joining(" AND "));
    return ("UPDATE plusgate." + table + " AS t SET " + set)
        + (" FROM " + unnest() + " AS n (" + names() + ") WHERE " + same);
  }

  Tuple arrays(List<T> rows) {
    var tuple = Tuple.tuple();
    for (var column : columns) {
      tuple.addValue(column.values(rows));
    }
    return tuple;
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** PostgreSQL keeps any character but this one; what is told apart by it has its own digest. */
  static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\u2400');
  }

  private record Column<T>(
      String name,
      String type,
      Function<T, ? extends @Nullable Object> value,
      IntFunction<Object[]> array) {

    <S> Column<S> of(Function<S, T> row) {
      return new Column<>(name, type, source -> value.apply(row.apply(source)), array);
    }

    @SuppressWarnings("NullAway") // an array for the driver: null is SQL's null
    Object[] values(List<T> rows) {
      var values = array.apply(rows.size());
      for (int place = 0; place < values.length; place++) {
        values[place] = value.apply(rows.get(place));
      }
      return values;
    }
  }
}
