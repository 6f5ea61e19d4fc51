package io.plusgate.reconcile;

import java.util.Locale;

/**
 * One difference: where, what, and what each side says.
 *
 * @param set the report set (currency, batch, agreement); empty when only our side has the row
 * @param subject {@code payment}, {@code refund} or {@code set}
 * @param id of the payment or refund, or the name of the set
 * @param ours what our side says, empty when it says nothing
 * @param theirs what the reports say, empty when they say nothing
 * @param place file and line
 * @param amount at stake
 */
public record Finding(
    Difference difference,
    long day,
    String set,
    String subject,
    String id,
    String alipayId,
    String ours,
    String theirs,
    String place,
    Money amount) {

  /** The same difference has the same key in every run. */
  public String key() {
    return difference.name().toLowerCase(Locale.ROOT) + "/" + subject + "/" + id;
  }
}
