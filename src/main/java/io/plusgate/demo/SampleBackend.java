package io.plusgate.demo;

import io.plusgate.protocol.PlusgateHeader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A small payment backend of both kinds: a merchant's, which takes notifications, and a wallet's,
 * which is asked to pay. It shows how little a backend has to do: no key, no signature.
 */
public final class SampleBackend {
  /** One call that the gateway made, for the tour to look at. */
  public record Taken(
      Instant at,
      String path,
      String event,
      String paymentRequestId,
      String webhookId,
      String verified,
      String body,
      String answer) {}

  /** What it cannot book, by its paymentRequestId: parked, until it is sent again. */
  static final String REFUSED = "demo-refused";

  private final HttpServer server;
  private final SampleWallet wallet = new SampleWallet();
  private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();

  private SampleBackend(Vertx vertx) {
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(this::take);
  }

  public static Future<SampleBackend> start(Vertx vertx) {
    var backend = new SampleBackend(vertx);
    return backend.server.listen().map(backend);
  }

  public Future<Void> close() {
    return server.close();
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Everything the gateway brought, oldest first. */
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** The wallet's books: what the wallet itself says of a payment. */
  public SampleWallet wallet() {
    return wallet;
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> answer(request, body))
        .onFailure(gone -> request.connection().close());
  }

  private void answer(HttpServerRequest request, Buffer body) {
    if (isRefused(request, body)) {
      take(request, body, "");
      request.response().setStatusCode(422).end().onFailure(gone -> request.connection().close());
      return;
    }
    JsonObject answer =
        switch (request.path()) {
          case "/notifyPayment" -> SampleWallet.success();
          case "/pay" -> wallet.pay(body.toJsonObject());
          case "/inquiryPayment" -> wallet.inquire(body.toJsonObject());
          case "/cancelPayment" -> wallet.cancel(body.toJsonObject());
          case "/refund" -> wallet.refund(body.toJsonObject());
          case "/applyToken" -> wallet.applyToken(body.toJsonObject());
          default -> SampleWallet.failure("PROCESS_FAIL", "The sample backend has no such path.");
        };
    take(request, body, answer.encode());
    request
        .response()
        .putHeader("Content-Type", "application/json; charset=UTF-8")
        .end(answer.toBuffer())
        .onFailure(gone -> request.connection().close());
  }

  private void take(HttpServerRequest request, Buffer body, String answer) {
    taken.add(
        new Taken(
            Instant.now(),
            request.path(),
            header(request, PlusgateHeader.EVENT),
            header(request, PlusgateHeader.PAYMENT_REQUEST_ID),
            header(request, PlusgateHeader.WEBHOOK_ID),
            header(request, PlusgateHeader.VERIFIED),
            body.toString(),
            answer));
  }

  /** Until somebody has mended it and asks for a replay. */
  private static boolean isRefused(HttpServerRequest request, Buffer body) {
    return header(request, PlusgateHeader.REPLAY).isEmpty()
        && body.toString().contains("\"" + REFUSED);
  }

  private static String header(HttpServerRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }
}
