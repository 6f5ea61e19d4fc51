package io.plusgate.payment;

import static io.plusgate.payment.Lives.ARBITER;
import static io.plusgate.payment.Lives.NOON;
import static io.plusgate.payment.Lives.all;
import static io.plusgate.payment.Lives.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
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
    long lives = explore(new Life(ARBITER, sent(ARBITER, NOON)), DEPTH);

    assertThat(lives).isEqualTo((long) Math.pow(EVIDENCE.size(), DEPTH));
  }

  @Test
  void holdInEveryShortHistoryOfAPaymentThatOnlyAListNames() {
    long lives = explore(new Life(ARBITER, ARBITER.listed(Lives.KEY, NOON)), DEPTH - 1);

    assertThat(lives).isEqualTo((long) Math.pow(EVIDENCE.size(), DEPTH - 1));
  }

  @Test
  void holdInRandomLongHistories() {
    for (int seed = 0; seed < RANDOM_LIVES; seed++) {
      var random = new Random(seed);
      var arbiter = seed % 4 == 0 ? new Arbiter(Lives.policy(false)) : ARBITER;
      boolean isListed = seed % 8 > 5;
      var life =
          new Life(arbiter, isListed ? arbiter.listed(Lives.KEY, NOON) : sent(arbiter, NOON));
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
    private Law law = new Law();
    private Payment payment;
    private Instant now = NOON;

    Life(Arbiter arbiter, Payment payment) {
      this.arbiter = arbiter;
      this.payment = payment;
    }

    Life copy() {
      var copy = new Life(arbiter, payment);
      copy.law = law.copy();
      copy.now = now;
      return copy;
    }

    void learn(Evidence evidence, int secondsLater) {
      now = now.plusSeconds(secondsLater);
      var before = payment;
      var decision = arbiter.decide(before, evidence, now);
      payment = decision.payment();
      law.watch(before, evidence, decision);
    }

    @Override
    public String toString() {
      return payment + " after " + law;
    }
  }
}
