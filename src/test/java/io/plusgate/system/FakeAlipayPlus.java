package io.plusgate.system;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.MessageSigner;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An upstream whose every answer a test scripts, byte by byte. It keeps what it received. (The
 * simulator behaves; this one misbehaves on command.)
 */
public final class FakeAlipayPlus implements AutoCloseable {
  /** One call as it stood on the wire. */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  public record Received(String uri, String version, Map<String, String> headers, byte[] body) {
    public String header(String name) {
      String value = headers.get(name.toLowerCase(java.util.Locale.ROOT));
      if (value == null) {
        throw new AssertionError("header not sent: " + name);
      }
      return value;
    }
  }

  /** Answers one call. */
  public interface Script {
    void answer(HttpServerResponse response, Received call);
  }

  public final List<Received> received = new CopyOnWriteArrayList<>();

  private final String scheme;
  private final HttpServer server;
  private volatile Script script = (response, call) -> response.setStatusCode(500).end();

  public FakeAlipayPlus(Vertx vertx) {
    this(vertx, new HttpServerOptions());
  }

  public FakeAlipayPlus(Vertx vertx, HttpServerOptions options) {
    this.scheme = options.isSsl() ? "https" : "http";
    this.server =
        vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0)).requestHandler(this::take);
    Waiting.on(server.listen());
  }

  public void script(Script next) {
    script = next;
  }

  /** Answers everything with these bytes, signed as Alipay+ signs. */
  public void answersSigned(MessageSigner signer, String clientId, String body) {
    script((response, call) -> sign(response, signer, clientId, call.uri(), body));
  }

  public static void sign(
      HttpServerResponse response, MessageSigner signer, String clientId, String uri, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String time = MessageTime.format(Instant.now());
    response
        .putHeader("Content-Type", AlipayHeader.JSON)
        .putHeader(AlipayHeader.CLIENT_ID, clientId)
        .putHeader(AlipayHeader.RESPONSE_TIME, time)
        .putHeader(AlipayHeader.SIGNATURE, signer.sign(uri, clientId, time, bytes))
        .end(Buffer.buffer(bytes));
  }

  public String url() {
    return scheme + "://127.0.0.1:" + server.actualPort();
  }

  @Override
  public void close() {
    Waiting.on(server.close());
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              Map<String, String> headers = new ConcurrentHashMap<>();
              request
                  .headers()
                  .forEach(
                      header ->
                          headers.merge(
                              header.getKey().toLowerCase(java.util.Locale.ROOT),
                              header.getValue(),
                              (one, other) -> one + ", " + other));
              var call =
                  new Received(request.uri(), request.version().name(), headers, body.getBytes());
              received.add(call);
              script.answer(request.response(), call);
            });
  }
}
