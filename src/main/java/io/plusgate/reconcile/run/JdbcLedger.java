package io.plusgate.reconcile.run;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.profile.Profile;
import io.plusgate.reconcile.read.ReportFile;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Our side behind a SQL query; its columns are mapped by the profile's {@code ledger} layout, like
 * those of a file.
 *
 * @param url of a driver on the class path, e.g. {@code jdbc:sqlite:books.db}
 */
public record JdbcLedger(String url, String query, Profile profile) implements Ledger {
  private static final int FETCHED = 10_000;

  @Override
  public void read(Consumer<Entry> rows) throws IOException {
    try (var connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.setFetchSize(FETCHED);
        try (var result = statement.executeQuery(query);
            var cells = new QueryCells(result, profile.separator())) {
          var totals = new ReportFile("query", profile, "ledger", "").read(cells, 0, rows);
          if (totals.count() < 0) {
            throw new IllegalStateException("a negative count");
          }
        }
      }
    } catch (SQLException refused) {
      throw new IOException("the query failed: " + refused.getMessage(), refused);
    }
  }

  @Override
  public String place(Entry row) {
    return "query row " + (row.line() - 1);
  }
}
