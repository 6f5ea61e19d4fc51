package io.plusgate.reconcile.run;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A well-formed report, made while it is read. */
final class Endless extends InputStream {
  static final byte[] ROW =
      "R,A,,PAYMENT,1,USD,1,USD,2026-11-25T10:00:00+08:00\n".getBytes(StandardCharsets.UTF_8);
  private final byte[] head;
  private final long end;
  long given;

  Endless(long rows) {
    String columns =
        "transactionRequestId,transactionId,originalTransactionId,transactionType,"
            + "transactionAmount,transactionCurrency,settlementAmount,settlementCurrency,"
            + "transactionTime\n";
    head =
        ("totalCount,totalAmount\n" + rows + "," + rows + "\n" + columns)
            .getBytes(StandardCharsets.UTF_8);
    end = head.length + rows * ROW.length;
  }

  @Override
  public int read() {
    if (given == end) {
      return -1;
    }
    long at = given++;
    return at < head.length ? head[(int) at] : ROW[(int) ((at - head.length) % ROW.length)];
  }

  @Override
  public int read(byte[] into, int from, int most) {
    int count = 0;
    while (count < most && given < end) {
      into[from + count++] = (byte) read();
    }
    return count == 0 && most > 0 ? -1 : count;
  }
}
