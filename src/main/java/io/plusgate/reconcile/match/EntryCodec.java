package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.Money;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An entry as bytes of a work file; never kept beyond the run. */
final class EntryCodec {
  private static final List<EntryType> TYPES = List.of(EntryType.values());
  private static final List<EntryStatus> STATUSES = List.of(EntryStatus.values());

  private final Map<Integer, String> currencies = new HashMap<>();
  private byte[] text = new byte[256];

  /** How many bytes at most {@link #write} takes. */
  static int bound(Entry entry) {
    return 96
        + 3
            * (entry.requestId().length()
                + entry.alipayId().length()
                + entry.originalId().length());
  }

  static void write(Entry entry, ByteBuffer out) {
    out.put((byte) TYPES.indexOf(entry.type()));
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

  Entry read(DataInputStream in) throws IOException {
    var type = TYPES.get(in.readByte());
    var status = STATUSES.get(in.readByte());
    long time = in.readLong();
    int file = in.readInt();
    long line = in.readLong();
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

  private Money money(DataInputStream in) throws IOException {
    int code = in.readInt();
    if (code == 0) {
      return Money.UNKNOWN;
    }
    return new Money(in.readLong(), currencies.computeIfAbsent(code, EntryCodec::code));
  }

  private static String code(int packed) {
    return new String(
        new char[] {(char) (packed >> 16), (char) (packed >> 8 & 0xff), (char) (packed & 0xff)});
  }

  private static void write(String text, ByteBuffer out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putInt(bytes.length).put(bytes);
  }

  private String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length == 0) {
      return "";
    }
    if (length > text.length) {
      text = new byte[length];
    }
    in.readFully(text, 0, length);
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
