package io.plusgate.simulator;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Alipay+'s day: everything is counted in UTC+8. */
final class Times {
  private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
  private static final LocalTime CANCEL_ENDS = LocalTime.of(0, 15);
  private static final LocalTime WALLETS_CANCEL_ENDS = LocalTime.of(0, 30);
  private static final DateTimeFormatter FIELD =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

  private Times() {}

  /** As message bodies show it, e.g. {@code 2019-11-27T12:01:01+08:00}. */
  static String field(Instant time) {
    return FIELD.format(time.atZone(ZONE));
  }

  static String day(Instant time) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(time.atZone(ZONE).toLocalDate());
  }

  /** 00:15 UTC+8 on the day after the payment began (D/api_acq/cancel_payment). */
  static Instant cancelWindowEnd(Instant created) {
    return nextDay(created, CANCEL_ENDS);
  }

  /** 00:30 UTC+8 on the day after the payment began (D/pos_tap_mpp/cancel_a_payment). */
  static Instant walletCancelWindowEnd(Instant created) {
    return nextDay(created, WALLETS_CANCEL_ENDS);
  }

  private static Instant nextDay(Instant created, LocalTime time) {
    ZonedDateTime day = created.atZone(ZONE).truncatedTo(ChronoUnit.DAYS);
    return day.plusDays(1).with(time).toInstant();
  }

  /** One calendar year after the payment (D/api_acq/refund). */
  static Instant refundWindowEnd(Instant paid) {
    return paid.atZone(ZONE).plusYears(1).toInstant();
  }
}
