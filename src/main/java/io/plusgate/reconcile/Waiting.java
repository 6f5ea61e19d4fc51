package io.plusgate.reconcile;

import java.util.Locale;

/**
 * A row that one side had near the cut of an earlier day, and that the other side must have on the
 * next one.
 *
 * @param key and {@code day} name it in the exceptions
 * @param ours whether our side has it and the reports lacked it, or the other way round
 * @param amount as it was told
 */
public record Waiting(
    String key,
    long day,
    String subject,
    String id,
    String alipayId,
    String originalId,
    boolean ours,
    String set,
    String said,
    String place,
    Money amount) {

  /** What it is when the next day's sets do not have it either. */
  public Finding escalated() {
    var difference = ours ? Difference.MISSING_AT_ALIPAYPLUS : Difference.MISSING_HERE;
    return new Finding(
        difference,
        Difference.TIMING,
        day,
        set,
        subject,
        id,
        alipayId,
        originalId,
        ours ? said : "",
        ours ? "" : said,
        place,
        amount,
        Inquired.NOT_ASKED,
        difference.action());
  }

  /** Whether this row is the one that was waited for. */
  public boolean isMetBy(Entry row) {
    return subject.equals(row.type().name().toLowerCase(Locale.ROOT))
        && (id.equals(row.requestId())
            || (!alipayId.isEmpty() && alipayId.equals(row.alipayId()))
            || id.equals(row.alipayId()));
  }
}
