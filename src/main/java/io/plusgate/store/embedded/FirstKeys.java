package io.plusgate.store.embedded;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A lower bound for the first key of each index, told apart by its first byte.
 *
 * <p>An index is used as a queue: what is done is deleted at its front, and a search from the very
 * start would walk over all those deletions until RocksDB has compacted them away.
 */
final class FirstKeys {
  private final AtomicReferenceArray<byte @Nullable []> first = new AtomicReferenceArray<>(128);

  /** Where a search that would begin at {@code from} can begin as well. */
  byte[] startOf(byte[] from) {
    byte[] bound = first.get(from[0]);
    return bound != null && Arrays.compareUnsigned(bound, from) > 0 ? bound : from;
  }

  /** A key comes into the index; searches must find it. */
  void added(byte[] key) {
    first.getAndUpdate(
        key[0], bound -> bound != null && Arrays.compareUnsigned(key, bound) < 0 ? key : bound);
  }

  /** A search from the start of the index found nothing before this key. */
  void found(byte[] key) {
    first.set(key[0], key);
  }
}
