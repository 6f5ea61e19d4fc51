package io.plusgate.fuzz;

import java.util.List;

/** One reader of what others send, with the promises it keeps for any bytes. */
interface FuzzTarget {
  /** Its folder below {@code src/test/resources/fuzz}. */
  String name();

  /** How many made-up inputs it gets in every build. */
  int inputs();

  /** Longer inputs are cut: what lies beyond is not worth the time. */
  default int longest() {
    return 2_048;
  }

  /** Words of its language, for inputs that get past the first check. */
  List<String> words();

  /** Reads it; throws anything when a promise is broken. */
  void take(byte[] input);
}
