package io.plusgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.admin.Attention.Level;
import io.plusgate.admin.Attention.Whose;
import io.plusgate.metrics.RecentTraffic.Moment;
import io.plusgate.metrics.RecentTraffic.Series;
import io.plusgate.payment.Alarm;
import io.plusgate.payment.Phase;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;
import io.plusgate.store.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator is told first: only what needs a person, and whose it is. */
class WatchmanTest {
  private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
  private static final Statistics CALM = statistics(List.of(), List.of());

  @Test
  void saysNothingWhenAllIsWell() {
    var young = new Statistics.Payments(Phase.OPEN, 100_000, Optional.of(NOW.minusSeconds(50)));
    var waiting = delivery(Recipient.BACKEND, DeliveryState.WAITING, Duration.ofSeconds(5));

    assertThat(look(statistics(List.of(waiting), List.of(young)))).isEmpty();
  }

  @Test
  void sendsAParkedDeliveryToTheBackendsPeople() {
    var parked = delivery(Recipient.BACKEND, DeliveryState.PARKED, Duration.ofSeconds(1));

    var told = look(statistics(List.of(parked), List.of())).get(0);

    assertThat(told.level()).isEqualTo(Level.ACT);
    assertThat(told.whose()).isEqualTo(Whose.BACKEND);
    assertThat(told.what()).isEqualTo("Your backend refused 1 delivery; the bytes are kept.");
  }

  @Test
  void growsUrgentWithTheAgeOfADelivery() {
    var slow = delivery(Recipient.BACKEND, DeliveryState.WAITING, Duration.ofMinutes(2));
    var stuck = delivery(Recipient.ALIPAY_PLUS, DeliveryState.WAITING, Duration.ofHours(3));

    var told = look(statistics(List.of(slow, stuck), List.of()));

    assertThat(told).extracting(Attention::level).containsExactly(Level.ACT, Level.LOOK);
    assertThat(told.get(0).what())
        .isEqualTo("Alipay+ has not taken 1 delivery, the oldest for 3 hours.");
    assertThat(told.get(1).what()).contains("2 minutes");
  }

  @Test
  void neverCallsAnOldOpenPaymentFailed() {
    var old = new Statistics.Payments(Phase.OPEN, 2, Optional.of(NOW.minusSeconds(1_800)));

    var told = look(statistics(List.of(), List.of(old))).get(0);

    assertThat(told.whose()).isEqualTo(Whose.ALIPAY_PLUS);
    assertThat(told.toDo()).startsWith("Unknown is not failed");
    assertThat(told.view()).isEqualTo("payments?phase=open");
  }

  @Test
  void keepsUnresolvedPaymentsInSightAfterARestart() {
    var unresolved = new Statistics.Payments(Phase.UNRESOLVED, 3, Optional.empty());

    var told = look(statistics(List.of(), List.of(unresolved))).get(0);

    assertThat(told.what()).startsWith("3 payments ended without a result");
    assertThat(told.toDo()).isEqualTo(Alarm.UNRESOLVED.advice());
  }

  @Test
  void saysOnWhichSideCallsFail() {
    var pay = new Series("outbound", "pay", List.of(new Moment(100, 10, 0, 0, 0, 0, 0)));
    var notify = new Series("inbound", "pay", List.of(new Moment(10, 0, 8, 0, 0, 0, 0)));

    var told = Watchman.look(NOW, List.of(), CALM, List.of(pay, notify), List.of(), List.of());

    assertThat(told).extracting(Attention::whose).containsExactly(Whose.BACKEND, Whose.ALIPAY_PLUS);
    assertThat(told).extracting(Attention::level).containsExactly(Level.ACT, Level.LOOK);
    assertThat(told.get(1).what()).isEqualTo("10 of 100 outbound pay failed lately.");
  }

  @Test
  void doesNotWakeAnybodyForTwoFailures() {
    var pay = new Series("outbound", "pay", List.of(new Moment(2, 2, 0, 0, 0, 0, 0)));

    assertThat(Watchman.look(NOW, List.of(), CALM, List.of(pay), List.of(), List.of())).isEmpty();
  }

  @Test
  void putsAGatewayThatTakesNothingFirst() {
    var parked = delivery(Recipient.BACKEND, DeliveryState.PARKED, Duration.ofSeconds(1));
    var obstacles = List.of("store: cannot be written: disk full");

    var told =
        Watchman.look(
            NOW,
            obstacles,
            statistics(List.of(parked), List.of()),
            List.of(),
            List.of(),
            List.of());

    assertThat(told.get(0).whose()).isEqualTo(Whose.GATEWAY);
    assertThat(told.get(0).what()).contains("disk full");
  }

  @Test
  void tellsAContradictionOnceHoweverOftenItCame() {
    var alarms =
        List.of(
            new Alarms.Raised(2, NOW, Alarm.OTHER_AMOUNT, "C", "p2"),
            new Alarms.Raised(1, NOW, Alarm.OTHER_AMOUNT, "C", "p1"));

    var told = Watchman.look(NOW, List.of(), CALM, List.of(), alarms, List.of());

    assertThat(told).hasSize(1);
    assertThat(told.get(0).what()).isEqualTo("2 alarms in the last day: other amount.");
    assertThat(told.get(0).level()).isEqualTo(Level.ACT);
  }

  @Test
  void warnsAMonthBeforeACertificateEnds() {
    assertThat(endsIn(Duration.ofDays(31))).isEmpty();
    assertThat(endsIn(Duration.ofDays(20)).get(0).level()).isEqualTo(Level.LOOK);
    assertThat(endsIn(Duration.ofDays(3)).get(0).level()).isEqualTo(Level.ACT);
    assertThat(endsIn(Duration.ofDays(-1)).get(0).what()).contains("has ended");
  }

  private static List<Attention> look(Statistics statistics) {
    return Watchman.look(NOW, List.of(), statistics, List.of(), List.of(), List.of());
  }

  private static List<Attention> endsIn(Duration left) {
    var card =
        new KeyCard(
            KeyCard.Use.CERTIFICATE,
            "admin",
            Optional.empty(),
            0,
            "00",
            "server.crt",
            Optional.empty(),
            Optional.of(NOW.plus(left)));
    return Watchman.look(NOW, List.of(), CALM, List.of(), List.of(), List.of(card));
  }

  private static Statistics.Deliveries delivery(
      Recipient recipient, DeliveryState state, Duration age) {
    return new Statistics.Deliveries(recipient, state, 1, Optional.of(NOW.minus(age)));
  }

  private static Statistics statistics(
      List<Statistics.Deliveries> deliveries, List<Statistics.Payments> payments) {
    return new Statistics(deliveries, payments, List.of(), 0, 0, 0, 0);
  }
}
