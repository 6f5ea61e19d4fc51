package io.plusgate.reconcile.book;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps each difference once, whatever the number of runs. One that was resolved or cleared and
 * comes back is reopened; one that a run of its days no longer finds is cleared.
 */
public final class ExceptionBook implements AutoCloseable {
  private static final String[] TABLES = {
    "create table if not exists exception (number integer primary key, key text not null,"
        + " day text not null, difference text not null, state text not null, setname text,"
        + " subject text, id text, alipay_id text, ours text, theirs text, place text, amount text,"
        + " run integer not null, unique (key, day))",
    "create table if not exists event (exception integer not null, at text not null,"
        + " what text not null, by text not null, note text not null)",
    "create index if not exists event_of on event (exception)",
    "create table if not exists run (number integer primary key, at text not null)"
  };

  private final Connection connection;
  private final Clock clock;

  private ExceptionBook(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Opens the book, or starts a new one. */
  public static ExceptionBook open(Path file, Clock clock) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try {
      var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      for (String table : TABLES) {
        try (var statement = connection.createStatement()) {
          statement.executeUpdate(table);
        }
      }
      connection.setAutoCommit(false);
      return new ExceptionBook(connection, clock);
    } catch (SQLException unusable) {
      throw new IOException(file + ": " + unusable.getMessage(), unusable);
    }
  }

  /** Starts a run; {@link Run#finish} makes all of it durable, or none. */
  public Run start(LocalDate from, LocalDate to) throws IOException {
    try (var insert = connection.prepareStatement("insert into run (at) values (?)")) {
      insert.setString(1, now());
      insert.executeUpdate();
      return new Run(number("select max(number) from run"), from, to);
    } catch (SQLException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  /** What one run does to the book. */
  public final class Run {
    private final long number;
    private final LocalDate from;
    private final LocalDate to;

    private Run(long number, LocalDate from, LocalDate to) {
      this.number = number;
      this.from = from;
      this.to = to;
    }

    /** Books a difference that the run found. */
    public void book(Finding finding) throws IOException {
      try {
        var known = find(finding.key(), Entry.date(finding.day()).toString());
        if (known.isEmpty()) {
          add(finding);
          return;
        }
        long exception = known.get();
        update("update exception set run = " + number + " where number = ?", exception);
        if (changed(
            "update exception set state = 'OPEN' where state <> 'OPEN' and number = ?",
            exception)) {
          event(exception, "reopened", "run " + number, "it came back");
        }
      } catch (SQLException failed) {
        throw new IOException(failed.getMessage(), failed);
      }
    }

    /** Clears what these days no longer show and keeps everything. */
    public void finish() throws IOException {
      try (var gone =
          connection.prepareStatement(
              "select number from exception where state = 'OPEN' and run < ? and day between ? and ?")) {
        gone.setLong(1, number);
        gone.setString(2, from.toString());
        gone.setString(3, to.toString());
        var numbers = new ArrayList<Long>();
        try (var rows = gone.executeQuery()) {
          while (rows.next()) {
            numbers.add(rows.getLong(1));
          }
        }
        for (long exception : numbers) {
          update("update exception set state = 'CLEARED' where number = ?", exception);
          event(exception, "cleared", "run " + number, "no longer found");
        }
        connection.commit();
      } catch (SQLException failed) {
        throw new IOException(failed.getMessage(), failed);
      }
    }

    private void add(Finding finding) throws SQLException {
      try (var insert =
          connection.prepareStatement(
              "insert into exception (key, day, difference, state, setname, subject, id, alipay_id,"
                  + " ours, theirs, place, amount, run)"
                  + " values (?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
        String[] texts = {
          finding.key(),
          Entry.date(finding.day()).toString(),
          finding.difference().name(),
          finding.set(),
          finding.subject(),
          finding.id(),
          finding.alipayId(),
          finding.ours(),
          finding.theirs(),
          finding.place(),
          finding.amount().toString()
        };
        for (int at = 0; at < texts.length; at++) {
          insert.setString(at + 1, texts[at]);
        }
        insert.setLong(texts.length + 1, number);
        insert.executeUpdate();
      }
      event(number("select last_insert_rowid()"), "found", "run " + number, "");
    }
  }

  /** The exceptions in this state, or in any; the newest day first. */
  public List<BookedException> list(Optional<BookedException.State> state) throws IOException {
    String where = state.map(one -> " where state = '" + one.name() + "'").orElse("");
    return query("select * from exception" + where + " order by day desc, number");
  }

  /** One with its trail. */
  public Optional<BookedException> find(long number) throws IOException {
    return query("select * from exception where number = " + number).stream().findFirst();
  }

  /** Ends one with a note; false when it is not open, or not there. */
  public boolean resolve(long number, String by, String note) throws IOException {
    try {
      boolean open =
          changed(
              "update exception set state = 'RESOLVED' where state = 'OPEN' and number = ?",
              number);
      if (open) {
        event(number, "resolved", by, note);
      }
      connection.commit();
      return open;
    } catch (SQLException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  private List<BookedException> query(String sql) throws IOException {
    var found = new ArrayList<BookedException>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(exception(rows));
      }
      return found;
    } catch (SQLException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  private BookedException exception(ResultSet row) throws SQLException {
    return new BookedException(
        row.getLong("number"),
        Difference.valueOf(row.getString("difference")),
        BookedException.State.valueOf(row.getString("state")),
        row.getString("day"),
        row.getString("setname"),
        row.getString("subject"),
        row.getString("id"),
        row.getString("alipay_id"),
        row.getString("ours"),
        row.getString("theirs"),
        row.getString("place"),
        row.getString("amount"),
        trail(row.getLong("number")));
  }

  private List<BookedException.Event> trail(long exception) throws SQLException {
    var trail = new ArrayList<BookedException.Event>();
    try (var events =
        connection.prepareStatement(
            "select at, what, by, note from event where exception = ? order by rowid")) {
      events.setLong(1, exception);
      try (var rows = events.executeQuery()) {
        while (rows.next()) {
          trail.add(
              new BookedException.Event(
                  rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
    }
    return trail;
  }

  private Optional<Long> find(String key, String day) throws SQLException {
    try (var select =
        connection.prepareStatement("select number from exception where key = ? and day = ?")) {
      select.setString(1, key);
      select.setString(2, day);
      try (var rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
      }
    }
  }

  private void event(long exception, String what, String by, String note) throws SQLException {
    try (var insert = connection.prepareStatement("insert into event values (?, ?, ?, ?, ?)")) {
      insert.setLong(1, exception);
      insert.setString(2, now());
      insert.setString(3, what);
      insert.setString(4, by);
      insert.setString(5, note);
      insert.executeUpdate();
    }
  }

  private void update(String sql, long exception) throws SQLException {
    if (!changed(sql, exception)) {
      throw new IllegalStateException("exception " + exception + " vanished from the book");
    }
  }

  private boolean changed(String sql, long exception) throws SQLException {
    try (var update = connection.prepareStatement(sql)) {
      update.setLong(1, exception);
      return update.executeUpdate() > 0;
    }
  }

  private long number(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
