package io.plusgate.store.embedded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as one reader sees them. */
interface View {
  /** The row under this key, or null when there is none. */
  byte @Nullable [] get(Kind kind, byte[] key);

  /** The first rows whose keys are in {@code [from, to)}, in key order. */
  List<Row> scan(Kind kind, byte[] from, byte[] to, int limit);

  /** A key and what stands under it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(byte[] key, byte[] value) {}
}
