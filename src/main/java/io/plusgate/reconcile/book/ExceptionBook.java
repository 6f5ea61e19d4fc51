package io.plusgate.reconcile.book;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.OwnFiles;
import io.plusgate.reconcile.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps each difference once, whatever the number of runs. One that was resolved or cleared and
 * comes back is reopened; one that a run of its days no longer finds is cleared.
 */
public final class ExceptionBook implements AutoCloseable {
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
      OwnFiles.makeFolder(folder);
    }
    try {
      var connection = DriverManager.getConnection("jdbc:sqlite:" + OwnFiles.file(file));
      BookTables.make(connection);
      connection.setAutoCommit(false);
      return new ExceptionBook(connection, clock);
    } catch (SQLException unusable) {
      throw new IOException(file + ": " + unusable.getMessage(), unusable);
    }
  }

  /** Starts a run of these clearing days; one at a time. */
  public BookRun start(LocalDate from, LocalDate to) throws IOException {
    try (var insert = connection.prepareStatement("insert into run (at) values (?)")) {
      insert.setString(1, now());
      insert.executeUpdate();
      return new BookRun(connection, number("select max(number) from run"), now(), from, to);
    } catch (SQLException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  /** What days before this one left for it: carried over, or escalated by a run of this day. */
  public List<Waiting> waiting(LocalDate from) throws IOException {
    String sql =
        "select * from exception where state = 'OPEN' and day < '"
            + from
            + "' and subject in ('payment', 'refund') and (ours = '' or theirs = '')"
            + " and (difference = 'TIMING' or escalated >= '"
            + from
            + "')";
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var waiting = new ArrayList<Waiting>();
      while (rows.next()) {
        waiting.add(waiting(rows));
      }
      return waiting;
    } catch (SQLException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  /** Every agreement (participant, currency, agreement) that ever had a set. */
  public Set<String> agreements() throws IOException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select name from agreement")) {
      var names = new TreeSet<String>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    } catch (SQLException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  /** The exceptions in this state, or in any; the newest day first. */
  public List<BookedException> list(Optional<BookedException.State> state) throws IOException {
    return query(state.map(one -> "where state = '" + one.name() + "'").orElse(""));
  }

  /** One with its trail. */
  public Optional<BookedException> find(long number) throws IOException {
    return query("where number = " + number).stream().findFirst();
  }

  /** Ends one with a note; false when it is not open, or not there. */
  public boolean resolve(long number, String by, String note) throws IOException {
    try (var update =
            connection.prepareStatement(
                "update exception set state = 'RESOLVED' where state = 'OPEN' and number = ?");
        var insert = connection.prepareStatement("insert into event values (?, ?, ?, ?, ?)")) {
      update.setLong(1, number);
      boolean open = update.executeUpdate() > 0;
      if (open) {
        insert.setLong(1, number);
        insert.setString(2, now());
        insert.setString(3, "resolved");
        insert.setString(4, by);
        insert.setString(5, note);
        insert.executeUpdate();
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

  private List<BookedException> query(String where) throws IOException {
    var found = new ArrayList<BookedException>();
    try (var statement = connection.createStatement()) {
      var trails = trails(where);
      try (var rows =
          statement.executeQuery(
              "select * from exception " + where + " order by day desc, number")) {
        while (rows.next()) {
          found.add(exception(rows, trails.getOrDefault(rows.getLong("number"), List.of())));
        }
      }
      return found;
    } catch (SQLException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  private static BookedException exception(ResultSet row, List<BookedException.Event> trail)
      throws SQLException {
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
        row.getString("inquiry"),
        row.getString("action"),
        trail);
  }

  private Map<Long, List<BookedException.Event>> trails(String where) throws SQLException {
    var trails = new HashMap<Long, List<BookedException.Event>>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select exception, at, what, by, note from event where exception in"
                    + " (select number from exception "
                    + where
                    + ") order by exception, rowid")) {
      while (rows.next()) {
        trails
            .computeIfAbsent(rows.getLong(1), key -> new ArrayList<>())
            .add(
                new BookedException.Event(
                    rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
      }
    }
    return trails;
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    boolean ours = row.getString("theirs").isEmpty();
    return new Waiting(
        row.getString("key"),
        LocalDate.parse(row.getString("day")).toEpochDay(),
        row.getString("subject"),
        row.getString("id"),
        row.getString("alipay_id"),
        row.getString("original_id"),
        ours,
        row.getString("setname"),
        row.getString(ours ? "ours" : "theirs"),
        row.getString("place"),
        Money.parse(row.getString("amount")));
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
