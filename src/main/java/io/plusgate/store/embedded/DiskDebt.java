package io.plusgate.store.embedded;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What was written ahead of the disk, and how long it may stay so. A process that dies loses none
 * of it; a machine that loses its power does.
 *
 * <p>For the writer only; others may ask whether there is any.
 */
final class DiskDebt {
  /** The store promises it. */
  static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongSupplier nanos;
  private volatile boolean exists;
  private long sinceNanos;

  /**
   * @param nanos the time, from any beginning
   */
  DiskDebt(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Where it is written. */
  interface Disk {
    /** Writes everything or nothing; on disk when this returns, with all that was before it. */
    void write(Iterable<Database.Change> changes);

    /** Writes everything or nothing; on disk after {@link #sync} or the next {@link #write}. */
    void writeAhead(Iterable<Database.Change> changes);

    void sync();
  }

  /** On disk when this returns, unless it {@code mayFollow} and nothing has waited too long. */
  void write(Disk disk, Iterable<Database.Change> changes, boolean mayFollow) {
    if (!mayFollow || leftNanos() <= 0) {
      disk.write(changes);
      exists = false;
      return;
    }
    disk.writeAhead(changes);
    if (!exists) {
      exists = true;
      sinceNanos = nanos.getAsLong();
    }
  }

  /** Puts on disk what is not there, once it may stay so no longer. */
  void payWhenDue(Disk disk) {
    if (leftNanos() <= 0) {
      disk.sync();
      exists = false;
    }
  }

  /** The database was closed: what it opens again comes from the log, and is on disk by then. */
  void forget() {
    exists = false;
  }

  boolean exists() {
    return exists;
  }

  /** How long it may stay; for ever when there is none. */
  long leftNanos() {
    return exists ? sinceNanos + MOST_NANOS - nanos.getAsLong() : Long.MAX_VALUE;
  }
}
