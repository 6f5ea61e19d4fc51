package io.plusgate.store.postgres;

import io.plusgate.store.Payload;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what the driver brings as our values. */
final class Rows {
  private Rows() {}

  static Instant time(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  static Optional<Instant> optionalTime(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  static Payload payload(Row row) {
    Map<String, String> headers = new LinkedHashMap<>();
    new JsonObject(row.getString("headers"))
        .forEach(header -> headers.put(header.getKey(), header.getValue().toString()));
    return new Payload(row.getBuffer("body").getBytes(), headers);
  }

  static String headers(Payload payload) {
    var headers = new JsonObject();
    payload.headers().forEach(headers::put);
    return headers.encode();
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> reader) {
    var list = new ArrayList<T>();
    for (var row : rows) {
      list.add(reader.apply(row));
    }
    return list;
  }

  static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> reader) {
    return list(rows, reader).stream().findFirst();
  }
}
