package io.plusgate.reconcile;

import java.util.Locale;

/**
 * One difference: where, what, what each side says, and what Alipay+ said when it was asked.
 *
 * @param foundAs what comparing made of it; {@code difference} may have become another since
 * @param set the report set (currency, batch, agreement); empty when only our side has the row
 * @param subject {@code payment}, {@code refund}, {@code refunds} of a payment, {@code settlement}
 *     or {@code set}
 * @param id of the payment or refund, or the name of the set
 * @param originalId paymentId of a refund's payment, where a side says it
 * @param ours what our side says, empty when it says nothing
 * @param theirs what the reports say, empty when they say nothing
 * @param place file and line
 * @param amount at stake
 * @param action what to do about it
 */
public record Finding(
    Difference difference,
    Difference foundAs,
    long day,
    String set,
    String subject,
    String id,
    String alipayId,
    String originalId,
    String ours,
    String theirs,
    String place,
    Money amount,
    Inquired inquired,
    String action) {

  /** As comparing found it. */
  public static Finding of(
      Difference difference,
      long day,
      String set,
      String subject,
      String id,
      String alipayId,
      String originalId,
      String ours,
      String theirs,
      String place,
      Money amount) {
    return new Finding(
        difference,
        difference,
        day,
        set,
        subject,
        id,
        alipayId,
        originalId,
        ours,
        theirs,
        place,
        amount,
        Inquired.NOT_ASKED,
        difference.action());
  }

  /** The same after Alipay+ was asked; its key stays. */
  public Finding after(Difference now, Inquired answer, String next) {
    return new Finding(
        now,
        foundAs,
        day,
        set,
        subject,
        id,
        alipayId,
        originalId,
        ours,
        theirs,
        place,
        amount,
        answer,
        next);
  }

  /** The same difference has the same key in every run, whatever Alipay+ said when asked. */
  public String key() {
    return foundAs.name().toLowerCase(Locale.ROOT) + "/" + subject + "/" + id;
  }
}
