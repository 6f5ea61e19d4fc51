package io.plusgate.payment;

import io.plusgate.bench.Arbiters;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import java.time.Instant;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one step of the arbiter costs, in memory. */
@State(Scope.Benchmark)
public class ArbiterBenchmark {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final Instant ANSWERED = NOON.plusSeconds(1);

  private final Payment sent = Arbiters.sent("pay_1089760038715669_102775745070000", NOON);
  private final Evidence paid =
      new Evidence.PayAnswered(Optional.of(Result.SUCCESS), Optional.of(Arbiters.AMOUNT), true);
  private final Evidence inProcess =
      new Evidence.Inquired(
          Optional.of(Result.SUCCESS),
          Optional.of(new Result(ResultStatus.U, "PAYMENT_IN_PROCESS", "")),
          Optional.of(Arbiters.AMOUNT),
          false);

  @Benchmark
  public Decision payAnswered() {
    return Arbiters.ARBITER.decide(sent, paid, ANSWERED);
  }

  @Benchmark
  public Decision inquiredStillOpen() {
    return Arbiters.ARBITER.decide(sent, inProcess, ANSWERED);
  }
}
