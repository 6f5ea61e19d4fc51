package io.plusgate.outbound;

import io.plusgate.alipayplus.Answer;
import io.plusgate.alipayplus.Answer.Trusted;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Repeats a refund that nobody knows the outcome of: the same bytes, so the same refundRequestId
 * (D/api_acq/refund), each time signed afresh, for as long as the backend waits. Never a second
 * refund of our making.
 */
final class RefundRepeats {
  private static final List<Duration> GAPS =
      List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

  /** Less than this is no time for an answer. */
  private static final Duration WORTH_IT = Duration.ofMillis(500);

  private final Vertx vertx;
  private final Function<Duration, Future<Answer>> send;
  private final Duration deadline;
  private final BooleanSupplier ending;
  private final long endNanos;

  /**
   * @param send makes one attempt within this time
   * @param deadline of one attempt
   * @param patience of the backend, from now
   * @param ending whether no attempt more is begun
   */
  RefundRepeats(
      Vertx vertx,
      Function<Duration, Future<Answer>> send,
      Duration deadline,
      Duration patience,
      BooleanSupplier ending) {
    this.vertx = vertx;
    this.send = send;
    this.deadline = deadline;
    this.ending = ending;
    this.endNanos = System.nanoTime() + patience.toNanos();
  }

  Future<Answer> run() {
    return attempt(0);
  }

  private Future<Answer> attempt(int number) {
    var left = left();
    return send.apply(deadline.compareTo(left) < 0 ? deadline : left)
        .compose(
            answer -> isUnknown(answer) ? again(answer, number) : Future.succeededFuture(answer));
  }

  private Future<Answer> again(Answer answer, int number) {
    var gap = GAPS.get(Math.min(number, GAPS.size() - 1));
    if (ending.getAsBoolean() || left().minus(gap).compareTo(WORTH_IT) < 0) {
      return Future.succeededFuture(answer);
    }
    Promise<Answer> later = Promise.promise();
    vertx.setTimer(
        gap.toMillis(),
        now -> {
          if (ending.getAsBoolean()) {
            later.complete(answer);
          } else {
            attempt(number + 1).onComplete(later);
          }
        });
    return later.future();
  }

  private Duration left() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }

  private static boolean isUnknown(Answer answer) {
    return answer.match(trusted -> isOpen(trusted), untrusted -> true, silent -> true);
  }

  private static boolean isOpen(Trusted trusted) {
    return trusted.result().map(Result::resultStatus).orElse(ResultStatus.U) == ResultStatus.U;
  }
}
