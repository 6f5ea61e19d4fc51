package io.plusgate.http;

import io.plusgate.metrics.Flow;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.MessageTime;
import io.plusgate.protocol.TraceContext;
import io.plusgate.tracing.Hop;
import io.plusgate.tracing.Tracing;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each ended exchange once: one JSON line on logger {@value #LOGGER}, one observation, one
 * span where its trace is told.
 */
public final class AccessLog {
  /** Its level turns the lines on (INFO) and off (WARN). */
  public static final String LOGGER = "plusgate.access";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
  private static final int UP_TO_SECONDS = "yyyy-MM-ddTHH:mm:ss".length();

  private final GatewayMetrics metrics;
  private final Tracing tracing;
  private final InstantSource clock;
  private final Captures captures;

  public AccessLog(GatewayMetrics metrics, Tracing tracing, InstantSource clock) {
    this.metrics = metrics;
    this.tracing = tracing;
    this.clock = clock;
    this.captures = new Captures(clock);
  }

  /** An exchange that a caller began just now; it must be told when it has ended, once. */
  public Exchange began(Direction direction, TraceContext follows) {
    metrics.entered(direction == Direction.OUTBOUND ? Flow.OUTBOUND : Flow.INBOUND);
    return beganAside(direction, follows);
  }

  /** One that is told, but not counted among the exchanges of a flow. */
  public Exchange beganAside(Direction direction, TraceContext follows) {
    return new Exchange(direction, System.nanoTime()).step(tracing.begin(follows));
  }

  /** The bodies that operators asked to see. */
  public Captures captures() {
    return captures;
  }

  /** It has ended, and these bytes went over the wire. */
  public void ended(Exchange exchange, Buffer request, Buffer answer) {
    captures.offer(exchange, request, answer);
    ended(exchange);
  }

  public void ended(Exchange exchange) {
    long now = System.nanoTime();
    long total = now - exchange.startedNanos();
    metrics.request(
        exchange.direction(), exchange.api(), exchange.outcome(), total, exchange.step().context());
    tell(exchange, now);
  }

  /** The end of {@link #beganAside}. */
  public void endedAside(Exchange exchange) {
    tell(exchange, System.nanoTime());
  }

  /** Something that is no exchange with a caller, in a line of its own. */
  public void tell(String message, Consumer<LogLine> fields) {
    if (LOG.isInfoEnabled()) {
      var line = new LogLine().text("time", now()).text("message", message);
      fields.accept(line);
      LOG.info(line.end());
    }
  }

  /** With three digits for the milliseconds. */
  private String now() {
    var now = clock.instant();
    int millis = 1_000 + Math.floorMod(now.toEpochMilli(), 1_000);
    String second = MessageTime.format(now).substring(0, UP_TO_SECONDS);
    return second + "." + String.valueOf(millis).substring(1) + "Z";
  }

  private void tell(Exchange exchange, long now) {
    tell("exchange", line -> exchange.write(line, now));
    exchange.step().ended(hop(exchange), exchange.api(), exchange::note);
  }

  private static Hop hop(Exchange exchange) {
    if (exchange.isOurOwn()) {
      return Hop.BY_GATEWAY;
    }
    return exchange.direction() == Direction.OUTBOUND ? Hop.FROM_BACKEND : Hop.FROM_ALIPAY_PLUS;
  }
}
