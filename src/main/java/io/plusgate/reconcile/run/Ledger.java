package io.plusgate.reconcile.run;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryType;
import java.io.IOException;
import java.util.function.Consumer;

/** Our side of the comparison, wherever it is kept. */
public interface Ledger {
  /** Streams every row; refuses a damaged one with {@code BadReportException}. */
  void read(Consumer<Entry> rows) throws IOException;

  /** Where a row stands, for people. */
  String place(Entry row);

  /** How large it is about; 0 when it can't tell before it is read. */
  default long bytes() throws IOException {
    return 0;
  }

  /** Whether it keeps rows of this type at all; else their absence says nothing. */
  default boolean holds(EntryType type) {
    return true;
  }
}
