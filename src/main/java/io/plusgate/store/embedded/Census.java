package io.plusgate.store.embedded;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How many numbers of each group there are in each block of {@value #BLOCK}.
 *
 * <p>It finds the oldest, and every other, of a group without an index entry for each: neighbours
 * are written in the same batch, so that the block's count costs one row for all of them.
 */
final class Census {
  static final int BLOCK = 256;

  private static final byte BLOCKS = 'c';
  private static final byte TOTAL = '#';

  private Census() {}

  static void enter(Transaction transaction, Group group, long number) {
    add(transaction, group, number, 1);
  }

  static void leave(Transaction transaction, Group group, long number) {
    add(transaction, group, number, -1);
  }

  static long count(View view, Group group) {
    return Counters.value(view.get(Kind.META, total(group)));
  }

  /** The first numbers from here on among which there are some of the group. */
  static Optional<Range> next(Database database, Group group, long from) {
    byte[] start = block(group, from / BLOCK);
    byte[] end = block(group, Long.MAX_VALUE);
    return database.scan(Kind.INDEX, start, end, 1).stream()
        .findFirst()
        .map(row -> Range.of(Keys.lastNumber(row.key())))
        .map(range -> new Range(Math.max(from, range.first), range.last));
  }

  /** The last numbers up to here among which there are some of the group. */
  static Optional<Range> previous(Database database, Group group, long to) {
    byte[] start = block(group, 0);
    byte[] end = block(group, to / BLOCK + 1);
    return database.scanBack(Kind.INDEX, start, end, 1).stream()
        .findFirst()
        .map(row -> Range.of(Keys.lastNumber(row.key())))
        .map(range -> new Range(range.first, Math.min(to, range.last)));
  }

  private static void add(Transaction transaction, Group group, long number, int more) {
    byte[] block = block(group, number / BLOCK);
    long inBlock = Counters.value(transaction.get(Kind.INDEX, block)) + more;
    if (inBlock == 0) {
      transaction.delete(Kind.INDEX, block);
    } else {
      transaction.put(Kind.INDEX, block, Keys.number(inBlock));
    }
    Counters.add(transaction, total(group), more);
  }

  private static byte[] block(Group group, long block) {
    return ByteBuffer.allocate(2 + Long.BYTES)
        .put(BLOCKS)
        .put(group.place())
        .putLong(block)
        .array();
  }

  private static byte[] total(Group group) {
    return new byte[] {TOTAL, group.place()};
  }

  /** Numbers that follow each other, both ends included. */
  record Range(long first, long last) {
    private static Range of(long block) {
      return new Range(block * BLOCK, block * BLOCK + BLOCK - 1);
    }
  }
}
