package io.plusgate.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What people and scripts tell the simulator to do, and what they ask it; loopback only. */
final class ControlApi {
  private static final String WALLET = "/control/wallet/";

  private final Script script;
  private final Books books;
  private final Exchanges exchanges;
  private final WalletCalls wallets;
  private final Runnable reset;

  ControlApi(Script script, Books books, Exchanges exchanges, WalletCalls wallets, Runnable reset) {
    this.script = script;
    this.books = books;
    this.exchanges = exchanges;
    this.wallets = wallets;
    this.reset = reset;
  }

  void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, body));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    try {
      JsonObject order = body.length() == 0 ? new JsonObject() : new JsonObject(body);
      if (request.path().startsWith(WALLET) && request.method().equals(HttpMethod.POST)) {
        askWallet(request, order);
        return;
      }
      perform(request, order)
          .ifPresentOrElse(
              answer -> send(request, 200, answer),
              () -> send(request, 404, error("no such control call")));
    } catch (DecodeException | IllegalArgumentException | ClassCastException wrong) {
      send(request, 400, error(String.valueOf(wrong.getMessage())));
    }
  }

  /** {@code POST /control/wallet/API}: clientId, message, and a fault if wanted. */
  private void askWallet(HttpServerRequest request, JsonObject order) {
    String api = request.path().substring(WALLET.length());
    var message = order.getJsonObject("message", new JsonObject());
    var fault = Fault.valueOf(order.getString("fault", Fault.NONE.name()));
    wallets
        .call(order.getString("clientId", ""), api, message, fault)
        .onSuccess(reply -> send(request, 200, ControlJson.reply(reply)))
        .onFailure(unknown -> send(request, 400, error(String.valueOf(unknown.getMessage()))));
  }

  private Optional<Object> perform(HttpServerRequest request, JsonObject order) {
    return switch (request.method().name() + " " + request.path()) {
      case "POST /control/next" -> {
        script.next(ControlJson.rule(order, 1));
        yield done();
      }
      case "POST /control/rules" -> {
        script.rule(ControlJson.rule(order, 0));
        yield done();
      }
      case "GET /control/rules" -> Optional.of(ControlJson.rules(script.rules()));
      case "DELETE /control/rules" -> {
        script.clear();
        yield done();
      }
      case "POST /control/probability" -> {
        ControlJson.seed(order).ifPresent(script::seed);
        script.chance(ControlJson.chance(order));
        yield done();
      }
      case "GET /control/exchanges" -> Optional.of(ControlJson.exchanges(exchanges.all()));
      case "GET /control/books" -> Optional.of(ControlJson.payments(books.payments()));
      case "POST /control/reset" -> {
        reset.run();
        yield done();
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Object> done() {
    return Optional.of(new JsonObject().put("done", true));
  }

  private static JsonObject error(String message) {
    return new JsonObject().put("error", message);
  }

  private static void send(HttpServerRequest request, int status, Object answer) {
    Buffer body =
        answer instanceof JsonArray list ? list.toBuffer() : ((JsonObject) answer).toBuffer();
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=UTF-8")
        .end(body);
  }
}
