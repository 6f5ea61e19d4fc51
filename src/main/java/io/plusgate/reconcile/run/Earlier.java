package io.plusgate.reconcile.run;

import io.plusgate.reconcile.Waiting;
import java.util.List;
import java.util.Set;

/**
 * What earlier runs left for this one.
 *
 * @param waiting rows that the sets of this run must have, or our side must
 * @param agreements each must have a set: one is generated on empty days too
 */
public record Earlier(List<Waiting> waiting, Set<String> agreements) {
  /** There were none. */
  public static final Earlier NOTHING = new Earlier(List.of(), Set.of());

  public Earlier {
    waiting = List.copyOf(waiting);
    agreements = Set.copyOf(agreements);
  }
}
