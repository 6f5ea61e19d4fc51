package io.plusgate.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One payment or refund as one side knows it.
 *
 * @param requestId paymentRequestId or refundRequestId; empty when the side does not say
 * @param alipayId paymentId or refundId; empty when the side does not say
 * @param originalId what the side says of a refund's payment; may be empty
 * @param time when it was completed; decides the clearing day
 * @param file which file of the run, in its order
 * @param line where it begins in that file
 */
public record Entry(
    EntryType type,
    String requestId,
    String alipayId,
    String originalId,
    Money amount,
    Money settlement,
    Money fee,
    EntryStatus status,
    long time,
    int file,
    long line) {
  /** Alipay+ cuts its clearing days at midnight here. */
  public static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

  private static final long DAY = 86_400;

  /** The clearing day, as days since 1970 in UTC+8. */
  public long day() {
    return Math.floorDiv(time + ZONE.getTotalSeconds(), DAY);
  }

  /** How far, in seconds, the completion is from the nearest cut of the day. */
  public long fromTheCut() {
    long second = Math.floorMod(time + ZONE.getTotalSeconds(), DAY);
    return Math.min(second, DAY - second);
  }

  /** Whether the nearest cut is the one at which the day began. */
  public boolean isInTheMorning() {
    return Math.floorMod(time + ZONE.getTotalSeconds(), DAY) < DAY / 2;
  }

  /** The same refund with this id of its payment. */
  public Entry ofPayment(String payment) {
    return new Entry(
        type, requestId, alipayId, payment, amount, settlement, fee, status, time, file, line);
  }

  /** What the row is known by, for people. */
  public String id() {
    return requestId.isEmpty() ? alipayId : requestId;
  }

  public Instant completedAt() {
    return Instant.ofEpochSecond(time);
  }

  public static LocalDate date(long day) {
    return LocalDate.ofEpochDay(day);
  }
}
