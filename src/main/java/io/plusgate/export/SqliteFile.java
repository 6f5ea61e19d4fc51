package io.plusgate.export;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * One SQLite file being written: payments, their timelines, deliveries, and facts about the store
 * (docs/admin-api.md names the columns). It is complete once {@link #finish} has returned.
 */
public final class SqliteFile implements AutoCloseable {
  private static final int BATCH = 5_000;

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE payments (client_id TEXT NOT NULL, payment_request_id TEXT NOT NULL,"
              + " phase TEXT NOT NULL, source TEXT NOT NULL, since TEXT NOT NULL,"
              + " sent_until TEXT, next_inquiry_at TEXT, amount_value INTEGER,"
              + " amount_currency TEXT, attempts INTEGER NOT NULL,"
              + " PRIMARY KEY (client_id, payment_request_id)) WITHOUT ROWID",
          "CREATE TABLE timeline (client_id TEXT NOT NULL, payment_request_id TEXT NOT NULL,"
              + " number INTEGER NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL,"
              + " source TEXT NOT NULL, phase TEXT NOT NULL,"
              + " PRIMARY KEY (client_id, payment_request_id, number)) WITHOUT ROWID",
          "CREATE TABLE deliveries (webhook_id TEXT PRIMARY KEY, recipient TEXT NOT NULL,"
              + " client_id TEXT NOT NULL, api TEXT NOT NULL, event TEXT NOT NULL,"
              + " source TEXT NOT NULL, payment_request_id TEXT, state TEXT NOT NULL,"
              + " queued_at TEXT NOT NULL, next_at TEXT NOT NULL, attempts INTEGER NOT NULL,"
              + " note TEXT NOT NULL, replay INTEGER NOT NULL) WITHOUT ROWID",
          "CREATE TABLE payloads (webhook_id TEXT PRIMARY KEY, headers TEXT NOT NULL,"
              + " body BLOB NOT NULL)",
          "CREATE TABLE store (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");

  private final Connection connection;
  private final PreparedStatement payment;
  private final PreparedStatement event;
  private final PreparedStatement delivery;
  private final PreparedStatement payload;
  private final PreparedStatement fact;
  private int waiting;

  private SqliteFile(Connection connection) throws SQLException {
    this.connection = connection;
    payment = insert("payments", 10);
    event = insert("timeline", 7);
    delivery = insert("deliveries", 13);
    payload = insert("payloads", 3);
    fact = insert("store", 2);
  }

  /** A new file; the caller has made sure that there is none. */
  public static SqliteFile create(Path file) throws SQLException {
    var connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (var statement = connection.createStatement()) {
      // A half-written export is thrown away, so nothing has to survive a crash.
      statement.execute("PRAGMA journal_mode = OFF");
      statement.execute("PRAGMA synchronous = OFF");
      for (String table : SCHEMA) {
        statement.execute(table);
      }
      connection.setAutoCommit(false);
      return new SqliteFile(connection);
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  /** A payment with its events, as the admin API tells it. */
  public void payment(JsonObject row) throws SQLException {
    var amount = row.getJsonObject("amount", new JsonObject());
    var value = amount.getString("value");
    set(payment, 1, row, "clientId", "paymentRequestId", "phase", "source", "since", "sentUntil");
    payment.setString(7, row.getString("nextInquiryAt"));
    payment.setObject(8, value == null ? null : Long.valueOf(value));
    payment.setString(9, amount.getString("currency"));
    payment.setInt(10, row.getInteger("attempts"));
    add(payment);
    int number = 1;
    for (Object one : row.getJsonArray("events")) {
      set(event, 1, row, "clientId", "paymentRequestId");
      event.setInt(3, number++);
      set(event, 4, (JsonObject) one, "at", "what", "source", "phase");
      add(event);
    }
  }

  /** A delivery, as the admin API tells it. */
  public void delivery(JsonObject row) throws SQLException {
    set(delivery, 1, row, "webhookId", "recipient", "clientId", "api", "event", "source");
    set(delivery, 7, row, "paymentRequestId", "state", "queuedAt", "nextAt");
    delivery.setInt(11, row.getInteger("attempts"));
    delivery.setString(12, row.getString("note"));
    delivery.setInt(13, row.getBoolean("replay") ? 1 : 0);
    add(delivery);
  }

  /** The original bytes of a delivery. */
  public void payload(String webhookId, Map<String, String> headers, byte[] body)
      throws SQLException {
    payload.setString(1, webhookId);
    payload.setString(2, new JsonObject(Map.copyOf(headers)).encode());
    payload.setBytes(3, body);
    add(payload);
  }

  /** Something about the store as a whole. */
  public void fact(String name, String value) throws SQLException {
    fact.setString(1, name);
    fact.setString(2, value);
    add(fact);
  }

  /** Everything is in the file, with the indexes that questions usually need. */
  public void finish() throws SQLException {
    flush();
    try (var statement = connection.createStatement()) {
      statement.execute("CREATE INDEX payments_phase ON payments (phase, since)");
      statement.execute("CREATE INDEX deliveries_state ON deliveries (state, queued_at)");
      statement.execute("CREATE INDEX deliveries_payment ON deliveries (payment_request_id)");
    }
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private PreparedStatement insert(String table, int columns) throws SQLException {
    String marks = "?" + ", ?".repeat(columns - 1);
    // A page may repeat what changed its place while we read: the later look wins.
    return connection.prepareStatement(
        "INSERT OR REPLACE INTO " + table + " VALUES (" + marks + ")");
  }

  private static void set(PreparedStatement statement, int first, JsonObject row, String... names)
      throws SQLException {
    for (int i = 0; i < names.length; i++) {
      statement.setString(first + i, row.getString(names[i]));
    }
  }

  private void add(PreparedStatement statement) throws SQLException {
    statement.addBatch();
    if (++waiting == BATCH) {
      flush();
    }
  }

  private void flush() throws SQLException {
    for (var statement : List.of(payment, event, delivery, payload, fact)) {
      statement.executeBatch();
    }
    waiting = 0;
  }
}
