package io.plusgate.reconcile.profile;

import java.util.List;
import java.util.Map;

/**
 * One report's sections: which header names may stand for which field.
 *
 * @param summary empty when the report has one section only
 */
public record Layout(Map<Field, List<String>> summary, Map<Field, List<String>> detail) {
  public Layout {
    summary = Map.copyOf(summary);
    detail = Map.copyOf(detail);
  }
}
