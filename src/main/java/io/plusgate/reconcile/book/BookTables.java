package io.plusgate.reconcile.book;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The book's tables, made when they are not there and completed when they are older. */
final class BookTables {
  private static final List<String> TABLES =
      List.of(
          "create table if not exists exception (number integer primary key, key text not null,"
              + " day text not null, difference text not null, state text not null, setname text,"
              + " subject text, id text, alipay_id text, ours text, theirs text, place text,"
              + " amount text, run integer not null, unique (key, day))",
          "create table if not exists event (exception integer not null, at text not null,"
              + " what text not null, by text not null, note text not null)",
          "create index if not exists event_of on event (exception)",
          "create table if not exists run (number integer primary key, at text not null)",
          "create table if not exists agreement (name text primary key, last text not null)",
          "create temp table found (n integer primary key, key text, day text, difference text,"
              + " setname text, subject text, id text, alipay_id text, original_id text, ours text,"
              + " theirs text, place text, amount text, inquiry text, action text, escalated text,"
              + " unique (key, day))");
  private static final List<String> LATER =
      List.of("original_id", "inquiry", "action", "escalated");

  private BookTables() {}

  static void make(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.executeUpdate(table);
      }
      for (String column : LATER) {
        boolean there;
        try (var found =
            statement.executeQuery(
                "select 1 from pragma_table_info('exception') where name = '" + column + "'")) {
          there = found.next();
        }
        if (!there) {
          statement.executeUpdate(
              "alter table exception add column " + column + " text not null default ''");
        }
      }
    }
  }
}
