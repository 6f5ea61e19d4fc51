package io.plusgate.rehearse.sample;

import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.rehearse.sample.SampleServer.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** A merchant's backend: what the gateway tells it, and what it is asked to begin. */
final class SampleShop implements SampleServer.Sample {
  private static final String PAYMENTS = "/aps/api/v1/payments/";
  private static final String REGISTRATION = "/aps/api/v1/merchants/registration";

  /** Longer than any gateway waits for a delivery. */
  private static final Duration TOO_LATE = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final HttpClient client;
  private final Flaw flaw;
  private final ShopBooks books;
  private final Set<String> refundIds = new HashSet<>();

  SampleShop(Vertx vertx, Flaw flaw) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient();
    this.flaw = flaw;
    this.books = new ShopBooks(flaw);
  }

  @Override
  public Future<Reply> take(String path, MultiMap headers, JsonObject body) {
    return switch (path) {
      case "/notifyPayment" -> told(headers, body);
      case "/notifyRegistrationStatus" -> {
        books.registered(body);
        yield acknowledged();
      }
      case "/rehearsal" -> rehearse(body);
      default -> now(Reply.status(404));
    };
  }

  private Future<Reply> told(MultiMap headers, JsonObject body) {
    books.told(
        headers.get(PlusgateHeader.EVENT),
        headers.get(PlusgateHeader.WEBHOOK_ID),
        headers.get(PlusgateHeader.PAYMENT_REQUEST_ID),
        body);
    return acknowledged();
  }

  private Future<Reply> acknowledged() {
    var reply = Reply.json(flaw == Flaw.WRONG_ACK ? failed() : ShopMessages.success());
    return flaw == Flaw.SLOW
        ? vertx.timer(TOO_LATE.toMillis()).map(reply)
        : Future.succeededFuture(reply);
  }

  private static JsonObject failed() {
    return new JsonObject()
        .put(
            "result",
            new JsonObject()
                .put("resultStatus", "F")
                .put("resultCode", "PROCESS_FAIL")
                .put("resultMessage", "done"));
  }

  private Future<Reply> rehearse(JsonObject wish) {
    String gateway = wish.getString("gateway", "");
    String id = wish.getString("paymentRequestId", "");
    return switch (wish.getString("do", "")) {
      case "hello" -> now(Reply.json(new JsonObject()));
      case "state" -> now(Reply.json(books.state(id)));
      case "pay" -> pay(gateway, wish);
      case "cancel" -> call(gateway + PAYMENTS + "cancelPayment", ShopMessages.about(id));
      case "inquire" -> call(gateway + PAYMENTS + "inquiryPayment", ShopMessages.about(id));
      case "refund" -> call(gateway + PAYMENTS + "refund", refund(wish));
      case "register" -> call(gateway + REGISTRATION, ShopMessages.registration(wish));
      case "registrationState" ->
          now(Reply.json(books.wallets(wish.getString("registrationRequestId", ""))));
      default -> now(Reply.status(404));
    };
  }

  private Future<Reply> pay(String gateway, JsonObject wish) {
    boolean begun = books.begin(wish);
    if (!begun) {
      // The id belongs to a payment over another amount.
      return now(Reply.status(409));
    }
    String id = wish.getString("paymentRequestId", "");
    return SampleServer.post(client, gateway + PAYMENTS + "pay", ShopMessages.pay(wish))
        .otherwise(new JsonObject())
        .map(
            answer -> {
              books.answered(id, answer);
              return Reply.json(ShopMessages.shown(answer).mergeIn(books.state(id)));
            });
  }

  /** A repeat keeps its refundRequestId; the flaw is to make a new one up each time. */
  private JsonObject refund(JsonObject wish) {
    String asked = wish.getString("refundRequestId", "");
    boolean repeat = !refundIds.add(asked);
    String used = repeat && flaw == Flaw.NO_IDEMPOTENCY ? asked + "-again" : asked;
    return ShopMessages.about(wish.getString("paymentRequestId", ""))
        .put("refundRequestId", used)
        .put("refundAmount", wish.getJsonObject("amount"));
  }

  private Future<Reply> call(String url, JsonObject body) {
    return SampleServer.post(client, url, body)
        .otherwise(new JsonObject())
        .map(answer -> Reply.json(ShopMessages.shown(answer)));
  }

  private static Future<Reply> now(Reply reply) {
    return Future.succeededFuture(reply);
  }
}
