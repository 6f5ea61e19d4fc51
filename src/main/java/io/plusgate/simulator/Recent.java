package io.plusgate.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** A memory that forgets its oldest entry, so that a long run does not fill the heap. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  Recent(int most) {
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
