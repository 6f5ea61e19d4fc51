package io.plusgate.store.embedded;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Carries every row of a folder into another, byte for byte, whatever kinds of rows there are. */
final class FamilyCopy {
  private static final int BATCH_BYTES = 1024 * 1024;

  private final String family;
  private final List<View.Row> waiting = new ArrayList<>();
  private int waitingBytes;

  private FamilyCopy(String family) {
    this.family = family;
  }

  /** What a family holds: how many rows, and the SHA-256 over their keys and values in order. */
  record Content(long rows, String digest) {}

  /** Returns once the rows are on the disk. */
  static void copy(Database from, Database to) {
    for (String family : from.familyNames()) {
      var copy = new FamilyCopy(family);
      from.each(family, row -> copy.add(row, to));
      copy.write(to);
    }
    to.flush();
  }

  static Map<String, Content> contents(Database database) {
    Map<String, Content> contents = new TreeMap<>();
    for (String family : database.familyNames()) {
      var sum = new Sum();
      database.each(family, sum::add);
      contents.put(family, sum.content());
    }
    return contents;
  }

  private void add(View.Row row, Database to) {
    waiting.add(row);
    waitingBytes += row.key().length + row.value().length;
    if (waitingBytes > BATCH_BYTES) {
      write(to);
    }
  }

  private void write(Database to) {
    to.load(family, waiting);
    waiting.clear();
    waitingBytes = 0;
  }

  /** Lengths are part of it, so that no two lists of rows have the same bytes. */
  private static final class Sum {
    private final MessageDigest sha256 = sha256();
    private long rows;

    void add(View.Row row) {
      rows++;
      add(row.key());
      add(row.value());
    }

    private void add(byte[] bytes) {
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      sha256.update(bytes);
    }

    Content content() {
      return new Content(rows, HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException missing) {
        throw new IllegalStateException("SHA-256: none (expected: in every Java)", missing);
      }
    }
  }
}
