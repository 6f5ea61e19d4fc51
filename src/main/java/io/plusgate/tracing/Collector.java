package io.plusgate.tracing;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings spans to the collector. One that does not take them costs a line when that begins and one
 * when it is over; the spans are dropped.
 */
final class Collector implements SpanExporter {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Collector.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** It would tell each failure anew, past our log; held here, or it is forgotten. */
  private static final Logger THEIR_LOG = Logger.getLogger("io.opentelemetry");

  private final String address;
  private final SpanExporter exporter;
  private volatile boolean isAway;

  private Collector(String address, SpanExporter exporter) {
    this.address = address;
    this.exporter = exporter;
  }

  /**
   * @param base to which the protocol's path is added
   */
  static Collector at(URI base) {
    THEIR_LOG.setLevel(Level.OFF);
    String address = base.toString().replaceFirst("/$", "") + "/v1/traces";
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(address)
            .setConnectTimeout(PATIENCE)
            .setTimeout(PATIENCE)
            .setRetryPolicy(null)
            .build();
    return new Collector(address, exporter);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    var sent = exporter.export(spans);
    sent.whenComplete(() -> told(sent.isSuccess()));
    return sent;
  }

  private void told(boolean taken) {
    if (taken == isAway) {
      isAway = !taken;
      if (taken) {
        LOG.info("traces are taken again collector={}", address);
      } else {
        LOG.warn("traces are not taken, and are dropped until they are collector={}", address);
      }
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
