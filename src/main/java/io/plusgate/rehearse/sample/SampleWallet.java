package io.plusgate.rehearse.sample;

import io.plusgate.rehearse.sample.SampleServer.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A wallet's server: what Alipay+ asks it, and what its own app does (the rehearsal contract). */
final class SampleWallet implements SampleServer.Sample {
  private static final String NOTIFY = "/aps/api/v1/payments/notifyPayment";
  private static final String SCAN = "/aps/api/v1/payments/userInitiatedPay";
  private static final String CODES = "/aps/api/v1/codes/getPaymentCode";

  /** Longer than Alipay+ waits for anything. */
  private static final Duration TOO_LATE = Duration.ofSeconds(20);

  private static final int TRIES = 5;

  private final Vertx vertx;
  private final HttpClient client;
  private final Flaw flaw;
  private final WalletBooks books;
  private final Map<String, String> authCodes = new HashMap<>();

  SampleWallet(Vertx vertx, Flaw flaw) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient();
    this.flaw = flaw;
    this.books = new WalletBooks(flaw);
  }

  @Override
  public Future<Reply> take(String path, MultiMap headers, JsonObject body) {
    return switch (path) {
      case "/pay" -> late(Reply.json(books.pay(body)));
      case "/inquiryPayment" -> now(Reply.json(books.inquire(body)));
      case "/cancelPayment" -> now(acknowledged(books.cancel(body)));
      case "/refund" -> now(acknowledged(books.refund(body)));
      case "/applyToken" -> now(Reply.json(token(body)));
      case "/rehearsal" -> rehearse(body);
      default -> now(Reply.status(404));
    };
  }

  private Future<Reply> rehearse(JsonObject wish) {
    String gateway = wish.getString("gateway", "");
    return switch (wish.getString("do", "")) {
      case "hello" -> now(Reply.json(new JsonObject()));
      case "state" -> now(Reply.json(books.state(wish.getString("paymentRequestId"))));
      case "arrange" -> now(Reply.json(books.arrange(wish)));
      case "authCode" -> now(Reply.json(authCode(wish.getString("customerId"))));
      case "getPaymentCode" -> codes(gateway, wish);
      case "scan" -> scan(gateway, wish);
      case "confirm" -> confirm(gateway, wish.getString("paymentRequestId"));
      default -> now(Reply.status(404));
    };
  }

  /** The app shows codes; where they may be shown is remembered for the pay. */
  private Future<Reply> codes(String gateway, JsonObject wish) {
    String region = wish.getString("region", "CN");
    var request =
        new JsonObject()
            .put("region", region)
            .put("customerId", wish.getString("customerId"))
            .put("codeQuantity", wish.getString("codeQuantity", "1"))
            .put("env", new JsonObject().put("deviceTokenId", "sample-phone"));
    return SampleServer.post(client, gateway + CODES, request)
        .map(answer -> Reply.json(new JsonObject().put("paymentCodes", shown(answer, region))));
  }

  private JsonArray shown(JsonObject answer, String region) {
    var codes = new JsonArray();
    for (Object info : answer.getJsonArray("paymentCodeInfoList", new JsonArray())) {
      String code = ((JsonObject) info).getString("paymentCode");
      books.issued(code, region);
      codes.add(code);
    }
    return codes;
  }

  /** The app scanned a code: the user sees the order, or why there is none. */
  private Future<Reply> scan(String gateway, JsonObject wish) {
    var request =
        new JsonObject()
            .put("codeValue", wish.getString("codeValue"))
            .put("customerId", wish.getString("customerId"));
    return SampleServer.post(client, gateway + SCAN, request)
        .map(order -> Reply.json(seen(order, wish.getString("customerId"))));
  }

  private JsonObject seen(JsonObject order, String customerId) {
    var result = order.getJsonObject("result", new JsonObject());
    if (!"S".equals(result.getString("resultStatus"))) {
      return new JsonObject().put("code", result.getString("resultCode", "UNKNOWN_EXCEPTION"));
    }
    books.show(order, customerId);
    return new JsonObject()
        .put("paymentRequestId", order.getString("paymentRequestId"))
        .put("actionForm", order.getJsonObject("actionForm"));
  }

  /** The user confirmed: the money is taken, and Alipay+ is told until it says that it knows. */
  private Future<Reply> confirm(String gateway, String id) {
    return books
        .confirm(id)
        .map(content -> tell(gateway + NOTIFY, content, 1).map(told -> Reply.json(told)))
        .orElseGet(() -> now(Reply.status(409)));
  }

  private Future<JsonObject> tell(String url, JsonObject content, int attempt) {
    return SampleServer.post(client, url, content)
        .otherwise(new JsonObject())
        .compose(
            answer ->
                acknowledges(answer) || attempt == TRIES
                    ? Future.succeededFuture(answer)
                    : tell(url, content, attempt + 1));
  }

  private static boolean acknowledges(JsonObject answer) {
    var result = answer.getJsonObject("result", new JsonObject());
    return !"U".equals(result.getString("resultStatus", "U"));
  }

  private JsonObject authCode(String customerId) {
    String code = "auth-" + (authCodes.size() + 1);
    authCodes.put(code, customerId);
    return new JsonObject().put("authCode", code);
  }

  private JsonObject token(JsonObject request) {
    String customerId = authCodes.get(request.getString("authCode", ""));
    return customerId == null
        ? WalletBooks.failure("INVALID_TOKEN")
        : WalletBooks.success()
            .put("accessToken", "token-" + customerId)
            .put("customerId", customerId);
  }

  /** A cancel or a refund was done; the flaw is to say so in words of one's own. */
  private Reply acknowledged(JsonObject answer) {
    return flaw == Flaw.WRONG_ACK
        ? new Reply(200, Buffer.buffer("{\"success\":\"true\"}"))
        : Reply.json(answer);
  }

  private Future<Reply> late(Reply reply) {
    return flaw == Flaw.SLOW
        ? vertx.timer(TOO_LATE.toMillis()).map(reply)
        : Future.succeededFuture(reply);
  }

  private static Future<Reply> now(Reply reply) {
    return Future.succeededFuture(reply);
  }
}
