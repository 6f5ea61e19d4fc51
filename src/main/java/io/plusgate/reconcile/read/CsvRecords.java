package io.plusgate.reconcile.read;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads separated cells one record at a time, whatever the size of the file: UTF-8 with or without
 * a byte order mark, LF or CRLF, quotes around cells with separators or line ends inside.
 */
final class CsvRecords {
  private static final int LONGEST_RECORD = 1 << 20;
  private static final int NO_BYTE = -2;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String file;
  private final InputStream in;
  private final byte separator;
  private final int quote;
  private final byte[] buffer = new byte[1 << 16];
  private int filled;
  private int next;

  private byte[] cells = new byte[1 << 10];
  private int length;
  private int[] ends = new int[32];
  private int[] columns = new int[32];
  private int size;
  private long line;
  private long linesRead;
  private int column;

  CsvRecords(String file, InputStream in, char separator, Profile.Quoting quoting)
      throws IOException {
    this.file = file;
    this.in = in;
    this.separator = (byte) separator;
    this.quote = quoting == Profile.Quoting.DOUBLE ? '"' : NO_BYTE;
    skipByteOrderMark();
  }

  /** Goes to the next record that is not empty; false at the end of the file. */
  boolean next() throws IOException {
    do {
      if (!readRecord()) {
        return false;
      }
    } while (size == 1 && text(0).isEmpty());
    return true;
  }

  int size() {
    return size;
  }

  /** The line on which the record begins, counted from 1. */
  long line() {
    return line;
  }

  /** The cell without blanks around it; refuses bytes that are not UTF-8. */
  String text(int cell) {
    int from = cell == 0 ? 0 : ends[cell - 1];
    int to = ends[cell];
    while (from < to && isBlank(cells[from])) {
      from++;
    }
    while (to > from && isBlank(cells[to - 1])) {
      to--;
    }
    for (int at = from; at < to; at++) {
      if (cells[at] <= 0) {
        return decoded(cell, from, to);
      }
    }
    return new String(cells, from, to - from, StandardCharsets.ISO_8859_1);
  }

  BadReportException complaint(int cell, String words) {
    return new BadReportException(file, line, cell < size ? columns[cell] : 1, words);
  }

  /** A complaint about what should follow the last line. */
  BadReportException atTheEnd(String words) {
    return new BadReportException(file, linesRead + 1, 1, words);
  }

  /** Where a cell begins: file, line and column. */
  String place(int cell) {
    return file + ":" + line + ":" + (cell < size ? columns[cell] : 1);
  }

  /** The sum with what this record says; refuses what a long does not hold. */
  long added(long sum, long more) {
    try {
      return Math.addExact(sum, more);
    } catch (ArithmeticException tooMuch) {
      throw complaint(0, "the amounts up to here exceed what any report can total");
    }
  }

  private String decoded(int cell, int from, int to) {
    try {
      var text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(cells, from, to - from));
      if (text.chars().anyMatch(character -> character == 0)) {
        throw complaint(cell, "a zero byte (expected: text)");
      }
      return text.toString();
    } catch (CharacterCodingException notUtf8) {
      throw complaint(cell, "bytes that are not UTF-8 (expected: UTF-8, the documented encoding)");
    }
  }

  private boolean readRecord() throws IOException {
    size = 0;
    length = 0;
    line = linesRead + 1;
    column = 1;
    int one = read();
    if (one < 0) {
      return false;
    }
    while (true) {
      startCell();
      if (one == quote) {
        one = quoted();
      } else {
        one = plain(one);
      }
      endCell();
      if (one == separator) {
        one = read();
        continue;
      }
      if (one == '\n') {
        linesRead++;
      }
      return true;
    }
  }

  /** Up to the separator, the line end or the end of the file, which it gives back. */
  private int plain(int first) throws IOException {
    int one = first;
    while (one >= 0 && one != separator && one != '\n') {
      if (one == quote) {
        throw here("a quote inside an unquoted cell (expected: quotes around the whole cell)");
      }
      keep(one);
      keepPlain();
      one = read();
    }
    if (one != separator && length > start() && cells[length - 1] == '\r') {
      length--;
    }
    return one;
  }

  /** What the buffer has of an ordinary cell, at once. */
  private void keepPlain() {
    int from = next;
    int at = from;
    while (at < filled && isPlain(buffer[at])) {
      at++;
    }
    int count = at - from;
    while (cells.length - length < count) {
      longer();
    }
    System.arraycopy(buffer, from, cells, length, count);
    length += count;
    column += count;
    next = at;
  }

  private boolean isPlain(byte one) {
    return one != separator && one != '\n' && one != quote;
  }

  private int quoted() throws IOException {
    long opened = linesRead + 1;
    int at = column - 1;
    while (true) {
      int one = read();
      if (one < 0) {
        throw new BadReportException(
            file, opened, at, "a quote is never closed (expected: a second quote; cut short?)");
      }
      if (one == quote) {
        one = read();
        if (one != quote) {
          return afterQuote(one);
        }
      }
      if (one == '\n') {
        linesRead++;
        column = 1;
      }
      keep(one);
    }
  }

  private int afterQuote(int one) throws IOException {
    int end = one;
    while (end == ' ' || end == '\t' || end == '\r') {
      end = read();
    }
    if (end >= 0 && end != separator && end != '\n') {
      throw here("text after a closing quote (expected: a separator or the line's end)");
    }
    return end;
  }

  private void keep(int one) {
    if (length == cells.length) {
      longer();
    }
    cells[length++] = (byte) one;
  }

  private void longer() {
    if (cells.length >= LONGEST_RECORD) {
      throw new BadReportException(
          file, line, 1, "a record of more than 1 MiB (expected: line ends; damaged?)");
    }
    cells = Arrays.copyOf(cells, cells.length * 2);
  }

  private void startCell() {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      columns = Arrays.copyOf(columns, size * 2);
    }
    columns[size] = Math.max(1, column - 1);
  }

  private int start() {
    return size == 0 ? 0 : ends[size - 1];
  }

  private void endCell() {
    ends[size++] = length;
  }

  private int read() throws IOException {
    if (next == filled && !fill()) {
      return -1;
    }
    column++;
    return buffer[next++] & 0xff;
  }

  private boolean fill() throws IOException {
    next = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  private void skipByteOrderMark() throws IOException {
    filled = in.readNBytes(buffer, 0, 4);
    if (filled >= 3 && Arrays.mismatch(buffer, 0, 3, MARK, 0, 3) < 0) {
      next = 3;
    } else if (filled >= 2 && (buffer[0] & 0xff) >= 0xFE && (buffer[1] & 0xff) >= 0xFE) {
      throw new BadReportException(file, 1, 1, "is UTF-16 (expected: UTF-8)");
    }
  }

  private BadReportException here(String words) {
    return new BadReportException(file, linesRead + 1, Math.max(1, column - 1), words);
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || one == '\t' || one == '\r';
  }
}
