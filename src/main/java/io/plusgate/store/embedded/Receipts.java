package io.plusgate.store.embedded;

import io.plusgate.store.Digest;
import io.plusgate.store.Receipt;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What we have been told, for ever, in 32 bytes each: the digest of who said it under which id, and
 * the digest of what it said.
 */
final class Receipts {
  private Receipts() {}

  /**
   * Remembers it. The same id with another content is remembered under both, so that its own repeat
   * is a duplicate too.
   */
  static Receipt remember(
      Transaction transaction, String clientId, String api, String id, Digest content) {
    byte[] said = content.bytes();
    byte[] first = Digest.of(clientId, api, id).bytes();
    byte @Nullable [] before = transaction.get(Kind.RECEIPTS, first);
    if (before == null) {
      put(transaction, first, said);
      return Receipt.FIRST;
    }
    if (Arrays.equals(before, said)) {
      return Receipt.DUPLICATE;
    }
    byte[] again = Digest.of(clientId, api, id, content.toString()).bytes();
    if (transaction.get(Kind.RECEIPTS, again) != null) {
      return Receipt.DUPLICATE;
    }
    put(transaction, again, said);
    return Receipt.CONTRADICTION;
  }

  private static void put(Transaction transaction, byte[] key, byte[] said) {
    transaction.put(Kind.RECEIPTS, key, said);
    Counters.add(transaction, Counters.RECEIPTS, 1);
  }
}
