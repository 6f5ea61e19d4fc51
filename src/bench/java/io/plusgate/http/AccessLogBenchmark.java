package io.plusgate.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.plusgate.bench.Sample;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.metrics.Outcome;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.TraceContext;
import io.plusgate.tracing.Tracing;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.slf4j.LoggerFactory;

/**
 * What it costs to tell of one exchange, from its beginning: in metrics, and as a line of the
 * access log, which is then written nowhere.
 */
@State(Scope.Benchmark)
public class AccessLogBenchmark {
  @Param({"INFO", "WARN"})
  public String level = "INFO";

  private final AccessLog log =
      new AccessLog(new GatewayMetrics(), Tracing.off(), Clock.systemUTC());

  /** Before the first line: its appender writes to whatever is standard output then. */
  @Setup
  public void writeNowhere() {
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    ((Logger) LoggerFactory.getLogger(AccessLog.LOGGER)).setLevel(Level.valueOf(level));
  }

  @Benchmark
  public Exchange exchange() {
    var exchange =
        log.began(Direction.OUTBOUND, TraceContext.NONE)
            .api("pay")
            .clientId(Sample.CLIENT)
            .paymentRequestId("pay_1089760038715669_102775745070000")
            .ended(Outcome.VERIFIED, 200)
            .verdict("verified")
            .result("S", "SUCCESS")
            .bytesIn(840)
            .bytesOut(620)
            .signed(240_000)
            .upstream(1_200_000)
            .verified(15_000);
    log.ended(exchange);
    return exchange;
  }
}
