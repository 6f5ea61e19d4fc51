package io.plusgate.metrics;

import io.plusgate.protocol.Direction;
import java.util.Locale;
import java.util.function.Predicate;

/** A flow whose comings and goings must agree; docs/metrics.md prints the equations. */
public enum Flow {
  OUTBOUND(
      Meter.REQUEST,
      Direction.OUTBOUND.label()::equals,
      "sum(plusgate_request_seconds_count{direction=\"outbound\"})"),
  INBOUND(
      Meter.REQUEST,
      Direction.INBOUND.label()::equals,
      "sum(plusgate_request_seconds_count{direction=\"inbound\"})"),
  NOTIFICATIONS(Meter.NOTIFICATIONS, any -> true, "sum(plusgate_notifications_total)"),
  DELIVERIES(Meter.DELIVERIES, any -> true, "sum(plusgate_deliveries_total)");

  private final String label = name().toLowerCase(Locale.ROOT);
  private final Meter ends;
  private final Predicate<String> firstLabel;
  private final String out;

  Flow(Meter ends, Predicate<String> firstLabel, String out) {
    this.ends = ends;
    this.firstLabel = firstLabel;
    this.out = out;
  }

  /** The value of the label "flow". */
  public String label() {
    return label;
  }

  /** What has left it, in PromQL. */
  public String out() {
    return out;
  }

  long left(Meters meters) {
    return meters.total(ends, firstLabel);
  }
}
