package io.plusgate.store.embedded;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Numbers about the store that are rows of it, so that they are right after any crash: how many
 * there are of what, and the next free number.
 */
final class Counters {
  static final byte[] RECEIPTS = Keys.meta("#receipts");
  static final byte[] PAYLOADS = Keys.meta("#payloads");
  static final byte[] PAYLOAD_BYTES = Keys.meta("#payload bytes");
  static final byte[] AWAITING_CATCH_UP = Keys.meta("#awaiting catch-up");

  private static final byte[] NEXT = Keys.meta("next");

  private Counters() {}

  /** A number that nothing had before, higher than all before it. */
  static long next(Transaction transaction) {
    long next = value(transaction.get(Kind.META, NEXT)) + 1;
    transaction.put(Kind.META, NEXT, Keys.number(next));
    return next;
  }

  /** The next number is at least this one. */
  static void skipTo(Transaction transaction, long first) {
    if (value(transaction.get(Kind.META, NEXT)) < first - 1) {
      transaction.put(Kind.META, NEXT, Keys.number(first - 1));
    }
  }

  /** Whatever it was. */
  static void set(Transaction transaction, byte[] name, long value) {
    transaction.put(Kind.META, name, Keys.number(value));
  }

  static void add(Transaction transaction, byte[] name, long more) {
    if (more != 0) {
      long sum = value(transaction.get(Kind.META, name)) + more;
      transaction.put(Kind.META, name, Keys.number(sum));
    }
  }

  static long read(View view, byte[] name) {
    return value(view.get(Kind.META, name));
  }

  static long value(byte @Nullable [] stored) {
    return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
  }
}
