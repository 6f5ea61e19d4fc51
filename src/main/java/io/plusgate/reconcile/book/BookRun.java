package io.plusgate.reconcile.book;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.Waiting;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What one run does to the book: nothing until {@link #finish}, which makes all of it durable, or
 * none. Differences are gathered in a table of their own and compared with the book at once.
 */
public final class BookRun implements AutoCloseable {
  private static final int BATCH = 1_000;
  private static final String SAME = " e.key = f.key and e.day = f.day";

  /** What was learned by asking, and what was escalated, stands until a later run says more. */
  private static final String KEEPS =
      "((f.inquiry = '' and e.inquiry <> '') or (f.escalated = '' and e.escalated <> ''))";

  private final Connection connection;
  private final long number;
  private final String at;
  private final LocalDate from;
  private final LocalDate to;
  private final PreparedStatement gathering;
  private int gathered;

  BookRun(Connection connection, long number, String at, LocalDate from, LocalDate to)
      throws SQLException {
    this.connection = connection;
    this.number = number;
    this.at = at;
    this.from = from;
    this.to = to;
    this.gathering =
        connection.prepareStatement(
            "insert or ignore into found (key, day, difference, setname, subject, id, alipay_id,"
                + " original_id, ours, theirs, place, amount, inquiry, action, escalated)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /** Books a difference that the run found; what merely came on another day needs no following. */
  public void book(Finding finding) throws IOException {
    boolean paired =
        finding.difference() == Difference.TIMING
            && !finding.ours().isEmpty()
            && !finding.theirs().isEmpty();
    if (paired) {
      return;
    }
    var day = Entry.date(finding.day());
    boolean escalated =
        finding.foundAs() == Difference.TIMING
            && finding.difference() != Difference.TIMING
            && day.isBefore(from);
    var texts =
        List.of(
            finding.key(),
            day.toString(),
            finding.difference().name(),
            finding.set(),
            finding.subject(),
            finding.id(),
            finding.alipayId(),
            finding.originalId(),
            finding.ours(),
            finding.theirs(),
            finding.place(),
            finding.amount().toString(),
            finding.inquired().said(),
            finding.action(),
            escalated ? from.toString() : "");
    try {
      for (int column = 0; column < texts.size(); column++) {
        gathering.setString(column + 1, texts.get(column));
      }
      gathering.addBatch();
      if (++gathered % BATCH == 0) {
        flush();
      }
    } catch (SQLException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  /**
   * Brings the book up to date and keeps it: what these days no longer show is cleared, and so is
   * what was waited for and came.
   *
   * @param arrived rows of earlier days that the other side has now
   * @param agreements those that had a set
   */
  public void finish(Collection<Waiting> arrived, Set<String> agreements) throws IOException {
    try {
      flush();
      change(
          event("reopened", "'it came back'")
              + " from exception e join found f on"
              + SAME
              + " where e.state <> 'OPEN'");
      change(
          event("reclassified", "e.difference || ' is now ' || f.difference")
              + " from exception e join found f on"
              + SAME
              + " where e.difference <> f.difference and not "
              + KEEPS);
      change(
          event("inquired", "f.inquiry")
              + " from exception e join found f on"
              + SAME
              + " where f.inquiry <> '' and f.inquiry <> e.inquiry");
      change(
          "update exception as e set state = 'OPEN', run = "
              + number
              + ", difference = case when "
              + KEEPS
              + " then e.difference else f.difference end, action = case when "
              + KEEPS
              + " then e.action else f.action end,"
              + " inquiry = case when f.inquiry = '' then e.inquiry else f.inquiry end,"
              + " escalated = case when f.escalated = '' then e.escalated else f.escalated end,"
              + " ours = f.ours, theirs = f.theirs, place = f.place, amount = f.amount,"
              + " original_id = f.original_id from found f where"
              + SAME);
      addNew();
      clear(arrived);
      change("delete from found");
      remember(agreements);
      connection.commit();
    } catch (SQLException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      gathering.close();
      connection.rollback();
    } catch (SQLException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  private void addNew() throws SQLException {
    String columns =
        "key, day, difference, setname, subject, id, alipay_id, original_id, ours, theirs,"
            + " place, amount, inquiry, action, escalated";
    change(
        "insert into exception ("
            + columns
            + ", state, run) select "
            + columns
            + ", 'OPEN', "
            + number
            + " from found f where not exists (select 1 from exception e where"
            + SAME
            + ") order by n");
    String fresh =
        " from exception e where not exists (select 1 from event v where v.exception = e.number)";
    change(event("found", "e.inquiry") + fresh);
  }

  private void clear(Collection<Waiting> arrived) throws SQLException {
    String gone =
        " where e.state = 'OPEN' and e.run < "
            + number
            + " and e.day between '"
            + from
            + "' and '"
            + to
            + "'";
    change(event("cleared", "'no longer found'") + " from exception e" + gone);
    change("update exception as e set state = 'CLEARED'" + gone);
    for (var one : arrived) {
      String it =
          " from exception e where e.state = 'OPEN' and e.key = ? and e.day = '"
              + Entry.date(one.day())
              + "'";
      changeOf(one, event("cleared", "'the next day has it'") + it);
      changeOf(
          one,
          "update exception set state = 'CLEARED' where number in (select e.number" + it + ")");
    }
  }

  private void remember(Set<String> agreements) throws SQLException {
    try (var insert =
        connection.prepareStatement("insert or replace into agreement values (?, ?)")) {
      for (String agreement : agreements) {
        insert.setString(1, agreement);
        insert.setString(2, to.toString());
        insert.executeUpdate();
      }
    }
  }

  private String event(String what, String note) {
    return "insert into event (exception, at, what, by, note) select e.number, '"
        + at
        + "', '"
        + what
        + "', 'run "
        + number
        + "', "
        + note;
  }

  private void flush() throws SQLException {
    gathering.executeBatch();
  }

  private void change(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private void changeOf(Waiting one, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, one.key());
      statement.executeUpdate();
    }
  }
}
