package io.plusgate.http;

import io.plusgate.metrics.Flow;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.protocol.Direction;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each ended exchange once: one JSON line on logger {@value #LOGGER}, one observation. */
public final class AccessLog {
  /** Its level turns the lines on (INFO) and off (WARN). */
  public static final String LOGGER = "plusgate.access";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final GatewayMetrics metrics;
  private final InstantSource clock;
  private final Captures captures;

  public AccessLog(GatewayMetrics metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
    this.captures = new Captures(clock);
  }

  /** An exchange that a caller began just now; it must be told when it has ended, once. */
  public Exchange began(Direction direction) {
    metrics.entered(direction == Direction.OUTBOUND ? Flow.OUTBOUND : Flow.INBOUND);
    return new Exchange(direction, System.nanoTime());
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
    metrics.request(exchange.direction(), exchange.api(), exchange.outcome(), total);
    tell(exchange, now);
  }

  /** A call of the gateway's own has ended: told, and measured elsewhere. */
  public void ownEnded(Exchange exchange) {
    tell(exchange, System.nanoTime());
  }

  private void tell(Exchange exchange, long now) {
    if (LOG.isInfoEnabled()) {
      LOG.info(exchange.toJson(TIME.format(clock.instant()), now));
    }
  }
}
