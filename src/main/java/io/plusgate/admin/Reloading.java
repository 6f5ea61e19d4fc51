package io.plusgate.admin;

import java.util.Optional;

/** Takes a changed configuration while the gateway runs. */
public interface Reloading {

  /** False when the gateway was started without a file. */
  boolean hasFile();

  /** Reads everything again; how it ended is {@link #last}. */
  void begin(String by);

  /** The one that runs, or the last one that has ended; none since the start. */
  Optional<Reload> last();
}
