package io.plusgate.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/** What is said of one step; empty texts and zeros are left out. */
@CanIgnoreReturnValue
public final class Notes {
  private final AttributesBuilder attributes = Attributes.builder();
  private boolean failed;

  Notes() {}

  public Notes text(Note name, String value) {
    if (!value.isEmpty()) {
      attributes.put(name.text(), value);
    }
    return this;
  }

  public Notes number(Note name, long value) {
    if (value != 0) {
      attributes.put(name.number(), value);
    }
    return this;
  }

  /** The step did not end as it should. */
  public Notes failedIf(boolean condition) {
    failed |= condition;
    return this;
  }

  Attributes attributes() {
    return attributes.build();
  }

  boolean isFailed() {
    return failed;
  }
}
