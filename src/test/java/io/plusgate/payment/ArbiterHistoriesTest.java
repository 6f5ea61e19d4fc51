package io.plusgate.payment;

import static io.plusgate.payment.Lives.ARBITER;
import static io.plusgate.payment.Lives.NOON;
import static io.plusgate.payment.Lives.all;
import static io.plusgate.payment.Lives.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in whatever order: the invariants of a payment's life. */
class ArbiterHistoriesTest {
  private static final int DEPTH = 4;
  private static final int RANDOM_LIVES = 60_000;

  private static final List<Evidence> EVIDENCE = List.copyOf(all().values());

  @Test
  void holdInEveryShortHistory() {
    long lives = explore(new Life(ARBITER), DEPTH);

    assertThat(lives).isEqualTo((long) Math.pow(EVIDENCE.size(), DEPTH));
  }

  @Test
  void holdInRandomLongHistories() {
    for (int seed = 0; seed < RANDOM_LIVES; seed++) {
      var random = new Random(seed);
      var life = new Life(seed % 4 == 0 ? new Arbiter(Lives.policy(false)) : ARBITER);
      try {
        for (int steps = random.nextInt(40); steps > 0; steps--) {
          life.learn(
              EVIDENCE.get(random.nextInt(EVIDENCE.size())),
              random.nextInt(random.nextInt(9_000) + 1));
        }
      } catch (AssertionError broken) {
        fail("seed " + seed + ": " + life, broken);
      }
    }
  }

  private static long explore(Life life, int depth) {
    if (depth == 0) {
      return 1;
    }
    long lives = 0;
    for (var evidence : EVIDENCE) {
      var next = life.copy();
      next.learn(evidence, 25);
      lives += explore(next, depth - 1);
    }
    return lives;
  }

  /** One payment, and what was ever said of it. */
  private static final class Life {
    private final Arbiter arbiter;
    private final List<String> told = new ArrayList<>();
    private Payment payment;
    private Instant now = NOON;
    private int finalDeliveries;
    private boolean trustedFailure;
    private boolean trustedCancel;
    private boolean trustedSuccess;

    Life(Arbiter arbiter) {
      this.arbiter = arbiter;
      this.payment = sent(arbiter, NOON);
    }

    Life copy() {
      var copy = new Life(arbiter);
      copy.told.addAll(told);
      copy.payment = payment;
      copy.now = now;
      copy.finalDeliveries = finalDeliveries;
      copy.trustedFailure = trustedFailure;
      copy.trustedCancel = trustedCancel;
      copy.trustedSuccess = trustedSuccess;
      return copy;
    }

    void learn(Evidence evidence, int secondsLater) {
      now = now.plusSeconds(secondsLater);
      told.add(evidence.source() + " " + evidence.words());
      var before = payment;
      var decision = arbiter.decide(before, evidence, now);
      payment = decision.payment();
      trustedFailure |= evidence.isTrusted() && evidence.said() == Said.FAILED;
      trustedCancel |= evidence.isTrusted() && evidence.said() == Said.CANCELLED;
      trustedSuccess |= evidence.isTrusted() && evidence.said() == Said.SUCCEEDED;
      check(before, evidence, decision);
    }

    private void check(Payment before, Evidence evidence, Decision decision) {
      var phase = payment.phase();
      require(!before.phase().isFinal() || phase == before.phase(), "a final phase changed");
      require(phase.compareTo(before.phase()) >= 0, "went back");
      require(phase.isFinal() || payment.next().isPresent(), "no next step");
      require(phase != Phase.FAILED || trustedFailure, "failed without a trusted failure");
      require(phase != Phase.CANCELLED || trustedCancel, "cancelled without a trusted cancel");
      require(phase != Phase.SUCCEEDED || trustedSuccess, "succeeded without a trusted success");
      boolean lateSuccess =
          evidence.said() == Said.SUCCEEDED
              && (before.phase() == Phase.CANCELLING || before.phase() == Phase.CANCELLED);
      require(!lateSuccess || !payment.contradiction().isEmpty(), "a late success was swallowed");
      for (var command : decision.commands()) {
        if (command instanceof Command.Deliver deliver && !deliver.isContradiction()) {
          finalDeliveries++;
          require(phase.isFinal() && !before.phase().isFinal(), "a delivery without a transition");
        }
      }
      require(finalDeliveries <= 1, "two final deliveries");
      require(
          payment.key().equals(before.key()) && payment.amount().equals(before.amount()),
          "identity or amount changed");
    }

    private void require(boolean holds, String broken) {
      assertThat(holds).as(broken).isTrue();
    }

    @Override
    public String toString() {
      return payment + " after " + told;
    }
  }
}
