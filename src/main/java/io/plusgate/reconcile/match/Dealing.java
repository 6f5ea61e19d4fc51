package io.plusgate.reconcile.match;

/**
 * Into how many parts rows are dealt, so that two parts of both sides fit the heap, and how many
 * bytes of a part wait for being written.
 *
 * @param parts a power of two
 */
record Dealing(int parts, int block) {
  private static final int FEWEST = 64;
  private static final int MOST = 1 << 14;
  private static final int LARGEST_BLOCK = 1 << 16;

  /** A row takes so many times its bytes once it is an object in a table. */
  private static final int SWOLLEN = 3;

  /** A sixteenth of the heap for a part, and one for the bytes of each side that wait. */
  static Dealing of(long bytes, long heap) {
    long wanted = bytes * SWOLLEN / Math.max(1, heap / 16);
    int parts = FEWEST;
    while (parts < wanted && parts < MOST) {
      parts *= 2;
    }
    return new Dealing(parts, (int) Math.min(LARGEST_BLOCK, Math.max(1 << 9, heap / 16 / parts)));
  }

  /** The part of an id; its hash is spread first, ids may count upwards. */
  int part(String id) {
    return (id.hashCode() * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(parts) + 1);
  }
}
