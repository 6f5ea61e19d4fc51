package io.plusgate.cli;

import io.plusgate.export.SqliteFile;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/** Carries everything from a source into a SQLite file, and counts it. */
final class StoreExport {
  private final Source source;
  private final boolean withPayloads;
  private long payments;
  private long events;
  private long deliveries;
  private long payloads;

  StoreExport(Source source, boolean withPayloads) {
    this.source = source;
    this.withPayloads = withPayloads;
  }

  JsonObject write(SqliteFile file, Instant now) throws SQLException {
    facts(file, now);
    try {
      var timelines = Map.of("events", "true");
      Pages.each(source, "/api/v1/payments", "payments", timelines, row -> payment(file, row));
      for (String recipient : new String[] {"backend", "alipay_plus"}) {
        var filter = Map.of("recipient", recipient);
        Pages.each(source, "/api/v1/deliveries", "deliveries", filter, row -> delivery(file, row));
      }
    } catch (FailedException failed) {
      throw failed.cause;
    }
    return new JsonObject()
        .put("payments", payments)
        .put("events", events)
        .put("deliveries", deliveries)
        .put("payloads", payloads);
  }

  static String words(JsonObject counts) {
    return "%d payments with %d events, %d deliveries, %d payloads"
        .formatted(
            counts.getLong("payments"),
            counts.getLong("events"),
            counts.getLong("deliveries"),
            counts.getLong("payloads"));
  }

  private void facts(SqliteFile file, Instant now) throws SQLException {
    var store = source.get("/api/v1/store", Map.of());
    file.fact("exportedAt", now.toString());
    for (String name : new String[] {"engine", "folder", "server"}) {
      if (store.containsKey(name)) {
        file.fact(name, store.getString(name));
      }
    }
    for (String name : new String[] {"receipts", "payloads", "payloadBytes"}) {
      file.fact(name, String.valueOf(store.getLong(name)));
    }
  }

  private void payment(SqliteFile file, JsonObject row) {
    write(() -> file.payment(row));
    payments++;
    events += row.getJsonArray("events").size();
  }

  private void delivery(SqliteFile file, JsonObject row) {
    write(() -> file.delivery(row));
    deliveries++;
    if (withPayloads && source instanceof FolderSource folder) {
      String id = row.getString("webhookId");
      folder
          .payload(id)
          .ifPresent(
              payload -> {
                write(() -> file.payload(id, payload.headers(), payload.body()));
                payloads++;
              });
    }
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (SQLException failed) {
      throw new FailedException(failed);
    }
  }

  /** One row on its way into the file. */
  private interface Writing {
    void run() throws SQLException;
  }

  /** The file's failure on its way through the reader of pages. */
  private static final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException cause;

    FailedException(SQLException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
