package io.plusgate.reconcile.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of a query as the file they would make, so that one reader judges both. */
final class QueryCells extends InputStream {
  private final ResultSet result;
  private final char separator;
  private final int columns;
  private byte[] record;
  private int at;

  QueryCells(ResultSet result, char separator) throws SQLException {
    this.result = result;
    this.separator = separator;
    this.columns = result.getMetaData().getColumnCount();
    var header = new StringBuilder();
    for (int column = 1; column <= columns; column++) {
      cell(header, column, result.getMetaData().getColumnLabel(column));
    }
    this.record = bytes(header);
  }

  @Override
  public int read() throws IOException {
    return at < record.length || fill() ? record[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at >= record.length && !fill()) {
      return -1;
    }
    int count = Math.min(length, record.length - at);
    System.arraycopy(record, at, into, from, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    try {
      if (!result.next()) {
        return false;
      }
      var row = new StringBuilder();
      for (int column = 1; column <= columns; column++) {
        String text = result.getString(column);
        cell(row, column, text == null ? "" : text);
      }
      record = bytes(row);
      at = 0;
      return true;
    } catch (SQLException failed) {
      throw new IOException("the query failed: " + failed.getMessage(), failed);
    }
  }

  private void cell(StringBuilder row, int column, String text) {
    if (column > 1) {
      row.append(separator);
    }
    row.append('"').append(text.replace("\"", "\"\"")).append('"');
  }

  private static byte[] bytes(StringBuilder row) {
    return row.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }
}
