package io.plusgate.store.embedded;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Numbers about the store that are rows of it, so that they are right after any crash: how many
 * there are of what, and the next free number.
 */
final class Counters {
  private static final byte[] NEXT = Keys.meta("next");
  private static final String PREFIX = "count/";

  private Counters() {}

  /** A number that nothing had before, higher than all before it. */
  static long next(Transaction transaction) {
    long next = value(transaction.get(Kind.META, NEXT)) + 1;
    transaction.put(Kind.META, NEXT, Keys.number(next));
    return next;
  }

  static void add(Transaction transaction, String name, long more) {
    if (more != 0) {
      byte[] key = Keys.meta(PREFIX + name);
      long sum = value(transaction.get(Kind.META, key)) + more;
      transaction.put(Kind.META, key, Keys.number(sum));
    }
  }

  static long read(View view, String name) {
    return value(view.get(Kind.META, Keys.meta(PREFIX + name)));
  }

  private static long value(byte @Nullable [] stored) {
    return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
  }
}
