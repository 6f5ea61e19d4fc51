package io.plusgate.store.embedded;

import io.plusgate.store.Page;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** Reads all rows of a kind once, in the order of their keys, for those who want all of them. */
final class InOrder {
  private static final int LOOKED_AT = 5_000;

  private InOrder() {}

  /** The next of what {@code read} makes of the rows; it may be nothing, and still go on. */
  static <T> Page<T> page(
      Database database, Kind kind, Optional<String> after, Function<View.Row, Optional<T>> read) {
    byte[] from = after.map(InOrder::position).orElse(new byte[0]);
    var rows = database.scan(kind, from, Keys.LAST, LOOKED_AT);
    Optional<String> next =
        rows.size() < LOOKED_AT
            ? Optional.empty()
            : Optional.of(behind(rows.get(LOOKED_AT - 1).key()));
    return new Page<>(rows.stream().flatMap(row -> read.apply(row).stream()).toList(), next);
  }

  private static String behind(byte[] key) {
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(key, key.length + 1));
  }

  private static byte[] position(String after) {
    try {
      return Base64.getUrlDecoder().decode(after);
    } catch (IllegalArgumentException foreign) {
      throw new IllegalArgumentException(
          "page.after: " + after + " (expected: the next of an earlier page)", foreign);
    }
  }
}
