package io.plusgate.store.copy;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What a store holds: how many rows of each part, and a digest over them that does not depend on
 * the order in which they are read.
 */
public final class Tally {
  private final Map<Part, Sum> sums = new EnumMap<>(Part.class);

  /** What a part holds; two that are equal hold the same rows. */
  public record Content(long rows, String digest) {
    static final Content NOTHING = new Sum().content();
  }

  public void add(Kept row) {
    sums.computeIfAbsent(row.part(), part -> new Sum()).add(row.digest());
  }

  public Content of(Part part) {
    return Optional.ofNullable(sums.get(part)).map(Sum::content).orElse(Content.NOTHING);
  }

  /** Every row's SHA-256, added up as four numbers. */
  private static final class Sum {
    private final long[] lanes = new long[4];
    private long rows;

    void add(byte[] digest) {
      rows++;
      var words = ByteBuffer.wrap(digest);
      for (int lane = 0; lane < lanes.length; lane++) {
        lanes[lane] += words.getLong();
      }
    }

    Content content() {
      var bytes = ByteBuffer.allocate(lanes.length * Long.BYTES);
      for (long lane : lanes) {
        bytes.putLong(lane);
      }
      return new Content(rows, HexFormat.of().formatHex(bytes.array()));
    }
  }
}
