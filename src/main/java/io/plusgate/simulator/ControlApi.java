package io.plusgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What people and scripts tell the simulator to do, and what they ask it; loopback only. */
final class ControlApi {
  private final Script script;
  private final Books books;
  private final Exchanges exchanges;
  private final PartnerControl calls;
  private final Runnable reset;

  ControlApi(
      Script script, Books books, Exchanges exchanges, PartnerControl calls, Runnable reset) {
    this.script = script;
    this.books = books;
    this.exchanges = exchanges;
    this.calls = calls;
    this.reset = reset;
  }

  void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, body));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    String what = request.method().name() + " " + request.path();
    try {
      JsonObject order = body.length() == 0 ? new JsonObject() : new JsonObject(body);
      request.params().forEach(order::put);
      nameDownload(request);
      calls
          .perform(what, order)
          .or(() -> perform(what, order).map(Future::succeededFuture))
          .orElseThrow(() -> new IllegalArgumentException(what + " (expected: a control call)"))
          .onSuccess(answer -> send(request, 200, answer))
          .onFailure(wrong -> refuse(request, wrong));
    } catch (DecodeException | IllegalArgumentException | ClassCastException wrong) {
      refuse(request, wrong);
    }
  }

  private Optional<Object> perform(String what, JsonObject order) {
    return switch (what) {
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
      case "GET /control/probability" -> {
        var struck = new JsonObject();
        script.struck().forEach(struck::put);
        yield Optional.of(struck);
      }
      case "GET /control/exchanges" ->
          Optional.of(
              ControlJson.exchanges(exchanges.about(Fields.text(order, "paymentRequestId"))));
      case "GET /control/books" -> Optional.of(ControlJson.payments(books.payments()));
      case "POST /control/reset" -> {
        reset.run();
        yield done();
      }
      default -> Optional.empty();
    };
  }

  /** What a browser saves is called what it is. */
  private static void nameDownload(HttpServerRequest request) {
    String name = request.path().substring(request.path().lastIndexOf('/') + 1);
    if (name.equals("exchanges") || name.equals("books")) {
      request.response().putHeader("Content-Disposition", "inline; filename=\"" + name + ".json\"");
    }
  }

  private static Optional<Object> done() {
    return Optional.of(new JsonObject().put("done", true));
  }

  private static void refuse(HttpServerRequest request, Throwable wrong) {
    send(request, 400, new JsonObject().put("error", String.valueOf(wrong.getMessage())));
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
