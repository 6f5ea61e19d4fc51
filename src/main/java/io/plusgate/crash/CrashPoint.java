package io.plusgate.crash;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The steps of docs/promises.md at which {@code -Dplusgate.haltAt=<step>[:n]} has the process die
 * at the n-th passing, with nothing flushed, closed or said to anybody, as by {@code kill -9}.
 *
 * <p>Without the property a passing is one comparison of constants. An order that can't be read is
 * said on stderr and ignored: a gateway never stays down for the sake of a test's typing mistake.
 */
public enum CrashPoint {
  /** The notification's signature is right; the store knows nothing of it yet. */
  VERIFIED,
  /** The store's transaction has run but is not on disk. */
  WRITTEN,
  /** On disk, and Alipay+ not told. */
  RECORDED,
  /** The acknowledgement's bytes are out. */
  ACKNOWLEDGED,
  /** The delivery is ours for the time of its lease, and not posted. */
  CLAIMED,
  /** The backend has answered, and the store does not know. */
  ANSWERED,
  /** The delivery's end is on disk. */
  FINISHED;

  public static final String PROPERTY = "plusgate.haltAt";

  /** What a process that was killed from outside exits with. */
  private static final int KILLED = 137;

  private static final @Nullable Order ORDER = Order.read(System.getProperty(PROPERTY));

  /** Dies here, if that is what was asked for. */
  public void passed() {
    if (ORDER != null && ORDER.isFulfilledAt(this)) {
      System.err.println("plusgate halts at " + word());
      System.err.flush();
      Runtime.getRuntime().halt(KILLED);
    }
  }

  /** As the property and docs/promises.md spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where to die, and at which passing. */
  record Order(CrashPoint at, int passing, AtomicInteger passed) {

    /** Nothing when nothing is asked for, or nothing that could be understood. */
    static @Nullable Order read(@Nullable String text) {
      if (text == null) {
        return null;
      }
      for (CrashPoint point : values()) {
        if (text.equals(point.word())) {
          return new Order(point, 1, new AtomicInteger());
        }
        if (text.matches(point.word() + ":[1-9][0-9]{0,8}")) {
          int passing = Integer.parseInt(text.substring(point.word().length() + 1));
          return new Order(point, passing, new AtomicInteger());
        }
      }
      System.err.println(
          PROPERTY
              + ": "
              + text
              + " (expected: <step> or <step>:<number>, step one of "
              + Arrays.stream(values()).map(CrashPoint::word).toList()
              + "); ignored");
      return null;
    }

    boolean isFulfilledAt(CrashPoint point) {
      return point == at && passed.incrementAndGet() == passing;
    }
  }
}
