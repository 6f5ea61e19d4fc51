package io.plusgate.admin;

import io.plusgate.admin.Attention.Level;
import io.plusgate.admin.Attention.Whose;
import io.plusgate.metrics.RecentTraffic.Moment;
import io.plusgate.metrics.RecentTraffic.Series;
import io.plusgate.payment.Alarm;
import io.plusgate.payment.Phase;
import io.plusgate.protocol.Direction;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;
import io.plusgate.store.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Reads the numbers as an experienced operator would: is money at risk, whose fault, what to do.
 */
final class Watchman {
  static final Duration ALARMS_OF = Duration.ofHours(24);
  private static final Duration SLOW_DELIVERY = Duration.ofMinutes(1);
  private static final Duration STUCK_DELIVERY = Duration.ofMinutes(10);
  private static final Duration OLD_PAYMENT = Duration.ofMinutes(15);
  private static final Duration ENDS_SOON = Duration.ofDays(30);
  private static final Duration ENDS_AT_ONCE = Duration.ofDays(7);
  private static final int FEW = 3;
  private static final double SOME = 0.05;
  private static final double MOST = 0.5;

  private final Instant now;
  private final List<Attention> found = new ArrayList<>();

  private Watchman(Instant now) {
    this.now = now;
  }

  /** All there is to know at this moment, the most urgent first. */
  static List<Attention> look(
      Instant now,
      List<String> obstacles,
      Statistics statistics,
      List<Series> lastMinutes,
      List<Alarms.Raised> alarms,
      List<KeyCard> keys) {
    var watchman = new Watchman(now);
    obstacles.forEach(watchman::obstacle);
    watchman.alarms(alarms);
    statistics.deliveries().forEach(watchman::deliveries);
    statistics.payments().forEach(watchman::payments);
    lastMinutes.forEach(watchman::traffic);
    keys.forEach(watchman::key);
    return watchman.found.stream().sorted(Comparator.comparing(Attention::level)).toList();
  }

  private void obstacle(String reason) {
    say(
        Level.ACT,
        Whose.GATEWAY,
        "This gateway takes no traffic. " + reason,
        "What is not on disk is not acknowledged, so nothing is lost. Mend what the reason names;"
            + " /readyz says when it is over.",
        "overview");
  }

  private void alarms(List<Alarms.Raised> alarms) {
    Map<Alarm, Integer> counts = new EnumMap<>(Alarm.class);
    alarms.forEach(one -> counts.merge(one.alarm(), 1, Integer::sum));
    String when =
        alarms.size() < Alarms.REMEMBERED ? " in the last day: " : " among the last remembered: ";
    counts.forEach(
        (alarm, count) -> {
          if (alarm != Alarm.UNRESOLVED) { // told with the payments, which outlive a restart
            say(
                alarm.isContradiction() ? Level.ACT : Level.LOOK,
                alarm == Alarm.SILENT_NOTIFICATION ? Whose.YOU : Whose.ALIPAY_PLUS,
                times(count, "alarm", "alarms") + when + Asked.word(alarm).replace('-', ' ') + ".",
                alarm.advice(),
                "alarms");
          }
        });
  }

  private void deliveries(Statistics.Deliveries standing) {
    boolean toBackend = standing.recipient() == Recipient.BACKEND;
    var whose = toBackend ? Whose.BACKEND : Whose.ALIPAY_PLUS;
    String whom = toBackend ? "Your backend" : "Alipay+";
    if (standing.count() > 0 && standing.state() == DeliveryState.PARKED) {
      say(
          Level.ACT,
          whose,
          whom
              + " refused "
              + times(standing.count(), "delivery", "deliveries")
              + "; the bytes are kept.",
          toBackend
              ? "The note says why. Mend the backend or the route, then send them again."
              : "The note says what it answered. A wallet's result that Alipay+ refuses needs a"
                  + " person: compare the payment on both sides.",
          "deliveries");
    } else if (standing.state() == DeliveryState.WAITING && age(standing.oldest(), SLOW_DELIVERY)) {
      say(
          age(standing.oldest(), STUCK_DELIVERY) ? Level.ACT : Level.LOOK,
          whose,
          whom
              + " has not taken "
              + times(standing.count(), "delivery", "deliveries")
              + ", the oldest for "
              + ago(standing.oldest())
              + ".",
          "It is tried again until it is taken. Look whether the other side answers; the note of"
              + " each delivery says what it said last.",
          "deliveries");
    }
  }

  private void payments(Statistics.Payments standing) {
    String count = times(standing.count(), "payment", "payments");
    String view = "payments?phase=" + Asked.word(standing.phase());
    if (standing.phase() == Phase.UNRESOLVED && standing.count() > 0) {
      String what = count + " ended without a result that Alipay+ would vouch for.";
      say(Level.LOOK, Whose.YOU, what, Alarm.UNRESOLVED.advice(), view);
    } else if (!standing.phase().isFinal() && age(standing.oldest(), OLD_PAYMENT)) {
      say(
          standing.phase() == Phase.CANCELLING ? Level.ACT : Level.LOOK,
          Whose.ALIPAY_PLUS,
          count + " " + Asked.word(standing.phase()) + ", the oldest for " + ago(standing.oldest()),
          "Unknown is not failed: do not ship and do not charge again. The gateway keeps asking;"
              + " the timeline says what Alipay+ answers.",
          view);
    }
  }

  private void traffic(Series series) {
    long all = sum(series, Moment::requests);
    blame(series, all, sum(series, Moment::alipayPlus), Whose.ALIPAY_PLUS);
    blame(series, all, sum(series, Moment::backend), Whose.BACKEND);
    blame(series, all, sum(series, Moment::gateway), Whose.GATEWAY);
  }

  private void blame(Series series, long all, long bad, Whose whose) {
    if (bad < FEW || bad < SOME * all) {
      return;
    }
    say(
        bad >= MOST * all ? Level.ACT : Level.LOOK,
        whose,
        bad + " of " + all + " " + series.direction() + " " + series.api() + " failed lately.",
        switch (whose) {
          case ALIPAY_PLUS ->
              "No answer, or none that verifies. Payments stay open and are asked for. Look at the"
                  + " outcomes in /metrics: timeout and unreachable are the network, bad_signature"
                  + " is a key.";
          case BACKEND ->
              series.direction().equals(Direction.INBOUND.label())
                  ? "Your backend gave no usable answer in time; Alipay+ got the lawful unknown and"
                      + " asks again."
                  : "The gateway refused calls of your backend; the answer's code says why.";
          case GATEWAY -> "The gateway is over its limits or cannot write; see limits and store.";
          case YOU -> "";
        },
        "overview");
  }

  private void key(KeyCard key) {
    var left = key.left(now).filter(some -> some.compareTo(ENDS_SOON) < 0);
    left.ifPresent(
        some ->
            say(
                some.compareTo(ENDS_AT_ONCE) < 0 ? Level.ACT : Level.LOOK,
                Whose.YOU,
                some.isNegative()
                    ? "The certificate of listener " + key.owner() + " has ended."
                    : "The certificate of listener "
                        + key.owner()
                        + " ends in "
                        + times(some.toDays(), "day", "days")
                        + ".",
                "Put a new one and its key into their files; the gateway takes them while it runs.",
                "keys"));
  }

  private boolean age(Optional<Instant> oldest, Duration limit) {
    return oldest.filter(at -> at.isBefore(now.minus(limit))).isPresent();
  }

  private String ago(Optional<Instant> oldest) {
    long minutes = oldest.map(at -> Duration.between(at, now).toMinutes()).orElse(0L);
    return minutes < 120
        ? times(minutes, "minute", "minutes")
        : times(minutes / 60, "hour", "hours");
  }

  private void say(Level level, Whose whose, String what, String toDo, String view) {
    found.add(new Attention(level, whose, what, toDo, view));
  }

  private static long sum(Series series, ToLongFunction<Moment> number) {
    return series.moments().stream().mapToLong(number).sum();
  }

  private static String times(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
