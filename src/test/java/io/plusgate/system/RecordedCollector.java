package io.plusgate.system;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** What an OTLP collector takes over HTTP, kept to be looked at. */
public final class RecordedCollector implements AutoCloseable {
  /** A span as it came over the wire. */
  public record Told(
      String name, String traceId, String spanId, String parent, Map<String, String> attributes) {
    public String traceparent() {
      return "00-" + traceId + "-" + spanId + "-01";
    }
  }

  private final HttpServer server;
  private final List<Told> spans = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  public RecordedCollector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** For {@code tracing.otlp}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void answers(int next) {
    status = next;
  }

  public List<Told> spans() {
    return List.copyOf(spans);
  }

  /** The one of this name that came first. */
  public Optional<Told> span(String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        var body = plain(exchange)) {
      var request = ExportTraceServiceRequest.parseFrom(body);
      if (status == 200) {
        spans.addAll(told(request));
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static InputStream plain(HttpExchange exchange) throws IOException {
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private static List<Told> told(ExportTraceServiceRequest request) {
    var all = new ArrayList<Told>();
    for (var resource : request.getResourceSpansList()) {
      for (var scope : resource.getScopeSpansList()) {
        scope.getSpansList().forEach(span -> all.add(told(span)));
      }
    }
    return all;
  }

  private static Told told(Span span) {
    var attributes = new LinkedHashMap<String, String>();
    for (var attribute : span.getAttributesList()) {
      var value = attribute.getValue();
      attributes.put(
          attribute.getKey(),
          value.hasStringValue() ? value.getStringValue() : String.valueOf(value.getIntValue()));
    }
    return new Told(
        span.getName(),
        hex(span.getTraceId()),
        hex(span.getSpanId()),
        hex(span.getParentSpanId()),
        attributes);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
