package io.plusgate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plusgate.signature.TestKeys;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A partner that Alipay+ calls: keeps what came, answers what the test says. */
final class PartnerStub implements AutoCloseable {
  static final String SUCCESS =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";

  private final String clientId;
  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile String answer = SUCCESS;
  private volatile boolean signs = true;

  /** One call of Alipay+ and whether its signature holds. */
  record Received(String path, String body, boolean verified) {
    JsonObject json() {
      return new JsonObject(body);
    }
  }

  PartnerStub(String clientId) throws IOException {
    this.clientId = clientId;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  List<Received> received() {
    return received;
  }

  void answers(String body) {
    answer = body;
  }

  void signs(boolean whether) {
    signs = whether;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().toString();
    String time = header(exchange, "Request-Time");
    boolean verified =
        TestKeys.alipayPlusVerifier()
            .verify(path, clientId, time, exchange.getRequestHeaders().getFirst("Signature"), body)
            .match(held -> true, rejected -> false);
    received.add(new Received(path, new String(body, UTF_8), verified));
    byte[] bytes = answer.getBytes(UTF_8);
    if (signs) {
      String now = Instant.now().toString();
      exchange.getResponseHeaders().set("Client-Id", clientId);
      exchange.getResponseHeaders().set("Response-Time", now);
      exchange
          .getResponseHeaders()
          .set("Signature", TestKeys.partnerSigner().sign(path, clientId, now, bytes));
    }
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
