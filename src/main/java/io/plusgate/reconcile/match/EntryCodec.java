package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.Money;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** An entry as bytes of a work file; never kept beyond the run. */
final class EntryCodec {
  private static final List<EntryStatus> STATUSES = List.of(EntryStatus.values());

  private int[] codes = new int[8];
  private String[] currencies = new String[8];
  private int known;

  /** How many bytes at most {@link #write} takes. */
  static int bound(Entry entry) {
    return 96
        + 3
            * (entry.requestId().length()
                + entry.alipayId().length()
                + entry.originalId().length());
  }

  static void write(Entry entry, ByteBuffer out) {
    out.put((byte) (entry.type() == EntryType.PAYMENT ? 0 : 1));
    out.put((byte) STATUSES.indexOf(entry.status()));
    out.putLong(entry.time());
    out.putInt(entry.file());
    out.putLong(entry.line());
    write(entry.amount(), out);
    write(entry.settlement(), out);
    write(entry.fee(), out);
    write(entry.requestId(), out);
    write(entry.alipayId(), out);
    write(entry.originalId(), out);
  }

  Entry read(ByteBuffer in) {
    var type = in.get() == 0 ? EntryType.PAYMENT : EntryType.REFUND;
    var status = STATUSES.get(in.get());
    long time = in.getLong();
    int file = in.getInt();
    long line = in.getLong();
    var amount = money(in);
    var settlement = money(in);
    var fee = money(in);
    return new Entry(
        type, text(in), text(in), text(in), amount, settlement, fee, status, time, file, line);
  }

  private static void write(Money money, ByteBuffer out) {
    String code = money.currency();
    out.putInt(
        code.length() == 3 ? code.charAt(0) << 16 | code.charAt(1) << 8 | code.charAt(2) : 0);
    if (money.isKnown()) {
      out.putLong(money.minor());
    }
  }

  private Money money(ByteBuffer in) {
    int code = in.getInt();
    return code == 0 ? Money.UNKNOWN : new Money(in.getLong(), currency(code));
  }

  /** A run meets a handful of currencies; each is made once. */
  private String currency(int code) {
    for (int at = 0; at < known; at++) {
      if (codes[at] == code) {
        return currencies[at];
      }
    }
    if (known == codes.length) {
      codes = Arrays.copyOf(codes, known * 2);
      currencies = Arrays.copyOf(currencies, known * 2);
    }
    codes[known] = code;
    currencies[known] =
        new String(
            new char[] {(char) (code >> 16), (char) (code >> 8 & 0xff), (char) (code & 0xff)});
    return currencies[known++];
  }

  private static void write(String text, ByteBuffer out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putInt(bytes.length).put(bytes);
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length == 0) {
      return "";
    }
    int from = in.arrayOffset() + in.position();
    in.position(in.position() + length);
    return new String(in.array(), from, length, StandardCharsets.UTF_8);
  }
}
