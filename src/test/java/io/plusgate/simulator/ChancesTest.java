package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.ACQP;
import static io.plusgate.simulator.SimulatorFixture.MPP;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Amount;
import io.plusgate.simulator.Chance.Way;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong by chance, in both directions, and that a seed decides it. */
class ChancesTest {
  private static final Amount YEN = new Amount(100, "JPY");

  private SimulatorFixture house;
  private PartnerStub partner;

  @BeforeEach
  void open() throws Exception {
    house = new SimulatorFixture(settings -> settings.withTimeFactor(1_000));
    partner = new PartnerStub(MPP);
    house.simulator().reach(MPP, PartnerUrls.walletAt(partner.url("/mpp")));
  }

  @AfterEach
  void close() throws Exception {
    partner.close();
    house.close();
  }

  @Test
  void strikesTheSameIdsInWhateverOrderTheyAreCalled() {
    var forth = struck(7, IntStream.range(0, 200));
    var back = struck(7, IntStream.range(0, 200).map(i -> 199 - i));
    var other = struck(8, IntStream.range(0, 200));

    assertThat(forth).hasSizeBetween(2, 30).isEqualTo(back).isNotEqualTo(other);
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENCE", "RESET", "HALF_ANSWER", "SILENCE_UNPROCESSED", "TRAFFIC_LIMIT"})
  void losesACallToAPartner(Fault fault) throws Exception {
    house.simulator().script().chance(Chance.call(fault, 1).only("pay"));

    PartnerReply reply = get(house.simulator().calls().pay(MPP, YEN, Fault.NONE));

    assertThat(reply.status()).isZero();
    boolean arrived = partner.received().stream().anyMatch(call -> call.path().endsWith("/pay"));
    assertThat(arrived).isEqualTo(fault == Fault.SILENCE || fault == Fault.RESET);
  }

  @Test
  void callsAPartnerTwiceAtOnce() throws Exception {
    house.simulator().script().chance(Chance.call(Fault.REPEATED, 1).only("pay"));

    PartnerReply reply = get(house.simulator().calls().pay(MPP, YEN, Fault.NONE));

    assertThat(reply.isVerified()).isTrue();
    assertThat(partner.received()).hasSize(2);
    assertThat(partner.received().get(0).body()).isEqualTo(partner.received().get(1).body());
  }

  @Test
  void isLateWithACall() throws Exception {
    var late = Chance.late(Way.TO_PARTNER, Duration.ofMillis(300), 1).only("pay");
    house.simulator().script().chance(late);

    long begun = System.nanoTime();
    PartnerReply reply = get(house.simulator().calls().pay(MPP, YEN, Fault.NONE));

    assertThat(reply.isVerified()).isTrue();
    assertThat(System.nanoTime() - begun).isGreaterThan(Duration.ofMillis(290).toNanos());
  }

  @Test
  void tellsAnAcquirerTwiceByChance() throws Exception {
    house.simulator().reach(ACQP, PartnerUrls.notifyAt(partner.url("/n")));
    house.simulator().script().chance(Chance.notification(NotificationPlan.Kind.DOUBLE, 1));

    house.acquirer().has("pay", pay("p1", 100));

    await().until(() -> partner.received().size() >= 2);
    assertThat(house.booked("p1").state()).isEqualTo(PaymentState.SUCCEEDED);
  }

  @Test
  void limitsTheTrafficWithoutCarryingOut() throws Exception {
    house.simulator().script().next(ScenarioRule.next("pay", Scenario.of(Fault.TRAFFIC_LIMIT)));

    var busy = house.acquirer().payments("pay", pay("p1", 100));
    var again = house.acquirer().payments("pay", pay("p1", 100));

    assertThat(busy.result()).isEqualTo("U REQUEST_TRAFFIC_EXCEED_LIMIT");
    assertThat(again.result()).isEqualTo("S SUCCESS");
  }

  @Test
  void turnsTheClockAsFarAsAsked() throws Exception {
    var hourBehind = Scenario.of(Fault.CLOCK_OFF).withClockOff(Duration.ofHours(-1));
    house.simulator().script().next(ScenarioRule.next("pay", hourBehind));

    var answer = house.acquirer().payments("pay", pay("p1", 100));

    var time = OffsetDateTime.parse(answer.headers().get("response-time")).toInstant();
    assertThat(time).isBefore(Instant.now().minusSeconds(3_000));
    assertThat(time).isAfter(Instant.now().minusSeconds(4_000));
    assertThat(answer.verified()).isTrue();
  }

  private static Set<String> struck(long seed, IntStream ids) {
    var luck = new Luck(seed);
    luck.add(Chance.answer(Fault.SILENCE, 0.05));
    var struck = new HashSet<String>();
    ids.forEach(
        i -> {
          Optional<Chance> chance = luck.call(Way.TO_ALIPAY_PLUS, "pay", "p" + i);
          chance.ifPresent(hit -> struck.add("p" + i));
        });
    return struck;
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
