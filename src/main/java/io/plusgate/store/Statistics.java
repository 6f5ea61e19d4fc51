package io.plusgate.store;

import io.plusgate.payment.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the store holds, for metrics: read every few seconds, in the same small time however much
 * that is.
 *
 * @param receipts digests that are kept for ever
 * @param payloads bodies that are kept for now
 * @param payloadBytes what they weigh
 * @param awaitingCatchUp payments of a restored copy on which Alipay+ was not heard yet
 */
public record Statistics(
    List<Deliveries> deliveries,
    List<Payments> payments,
    List<AtRisk> amountsAtRisk,
    long receipts,
    long payloads,
    long payloadBytes,
    long awaitingCatchUp) {
  public Statistics {
    deliveries = List.copyOf(deliveries);
    payments = List.copyOf(payments);
    amountsAtRisk = List.copyOf(amountsAtRisk);
  }

  /** How many deliveries stand so, and since when the oldest was queued. */
  public record Deliveries(
      Recipient recipient, DeliveryState state, long count, Optional<Instant> oldest) {}

  /** How many payments are in a phase, and since when the one opened first; finals have none. */
  public record Payments(Phase phase, long count, Optional<Instant> oldest) {}

  /** The sum of the payments that are not final, or unresolved, in the currency's smallest unit. */
  public record AtRisk(Phase phase, String currency, long value) {}
}
