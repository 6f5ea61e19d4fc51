package io.plusgate.alipayplus;

import io.plusgate.http.Turns;
import io.plusgate.metrics.TurnedAway;
import io.plusgate.protocol.Result;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Alipay+ of the calls that open something, of one client and one event loop: as many at
 * once as Alipay+ takes well now, the others in line for a while, none while Alipay+ is silent.
 *
 * <p>{@code inquiryPayment} and {@code cancelPayment} never come here; what is heard on them counts
 * all the same.
 */
public final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final AdaptiveLimit limit;
  private final Breaker breaker = new Breaker();
  private final Turns turns;

  /**
   * @param most calls at once, however well it goes
   */
  Lane(Vertx vertx, int most) {
    this.limit = new AdaptiveLimit(most, System.nanoTime());
    this.turns = new Turns(vertx, limit::now);
  }

  /** Waits for a turn, so long at most. The future never fails. */
  public Future<Turn> enter(Duration patience) {
    long began = System.nanoTime();
    boolean isProbe = breaker.isOpen();
    if (!breaker.letsGo(began)) {
      return Future.succeededFuture(silent(began));
    }
    return turns
        .take(patience)
        .map(
            mine -> {
              long now = System.nanoTime();
              if (mine) {
                return new Turn.Go(Duration.ofNanos(now - began), () -> leave(isProbe));
              }
              endProbe(isProbe);
              return breaker.isOpen() ? silent(now) : new Turn.None(TurnedAway.NO_TURN, SOON);
            });
  }

  /** How a call went, also one that needed no turn. */
  void heard(Call call, Answer answer, long startedNanos) {
    long now = System.nanoTime();
    boolean isAnswer = answer.match(trusted -> true, untrusted -> true, silent -> false);
    if (!isAnswer) {
      missed(now);
    } else if (breaker.isOpen()) {
      LOG.warn("alipayplus answers again: calls are let through");
    }
    if (isAnswer) {
      breaker.answered();
    }
    learn(call, answer, startedNanos, now);
    turns.next();
  }

  /** How many at once, now. */
  public int limit() {
    return limit.now();
  }

  public int inside() {
    return turns.inside();
  }

  public int waiting() {
    return turns.waiting();
  }

  public boolean isClosed() {
    return breaker.isOpen();
  }

  private void missed(long now) {
    if (breaker.missed(now)) {
      LOG.warn(
          "alipayplus does not answer: calls that are neither inquiry nor cancel are refused"
              + " misses={}",
          Breaker.MISSES);
      turns.sendAway();
    }
  }

  private void learn(Call call, Answer answer, long startedNanos, long now) {
    int before = limit.now();
    if (isTooMuch(answer)) {
      limit.tooMuch(startedNanos, now);
    } else if (!call.api().closesPayments() && !isNoConnection(answer)) {
      boolean inTime = (now - startedNanos) * 2 < call.deadline().toNanos();
      limit.heard(inTime, turns.inside(), startedNanos, now);
    }
    if (limit.now() < before) {
      LOG.info("alipayplus slows: fewer calls at once limit={} before={}", limit.now(), before);
    }
  }

  private void leave(boolean isProbe) {
    endProbe(isProbe);
    turns.leave();
  }

  private void endProbe(boolean isProbe) {
    if (isProbe) {
      breaker.notTried();
    }
  }

  private Turn silent(long now) {
    var wait = breaker.untilNext(now);
    return new Turn.None(TurnedAway.BREAKER, wait.compareTo(SOON) < 0 ? SOON : wait);
  }

  /** In Alipay+'s words, or in those of what stands before it. */
  private static boolean isTooMuch(Answer answer) {
    return answer.match(
        trusted -> trusted.result().filter(Result::isTooMuch).isPresent(),
        untrusted -> untrusted.status() == 429,
        silent -> false);
  }

  /** Says nothing about how much is too much. */
  private static boolean isNoConnection(Answer answer) {
    return answer.match(
        trusted -> false, untrusted -> false, silent -> silent.why() != Answer.Silence.TIMEOUT);
  }
}
