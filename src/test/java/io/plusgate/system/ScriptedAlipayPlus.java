package io.plusgate.system;

import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.TestKeys;
import io.plusgate.system.FakeAlipayPlus.Received;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/** An Alipay+ whose answers to pay, inquiry, cancel and refund are told one call at a time. */
public final class ScriptedAlipayPlus implements AutoCloseable {
  public static final String SILENCE = "";
  public static final String SUCCESS = "{\"result\":" + result("S", "SUCCESS") + "}";
  public static final String IN_PROCESS = "{\"result\":" + result("U", "PAYMENT_IN_PROCESS") + "}";
  public static final String STILL_OPEN = inquiry("U", "PAYMENT_IN_PROCESS");
  public static final String NOT_EXIST = "{\"result\":" + result("F", "ORDER_NOT_EXIST") + "}";
  public static final String PAID = inquiry("S", "SUCCESS");
  public static final String CLOSED = inquiry("F", "ORDER_IS_CLOSED");

  private final FakeAlipayPlus server;
  private final MessageSigner signer = TestKeys.alipayPlusSigner();
  private final Map<String, IntFunction<String>> answers = new ConcurrentHashMap<>();

  public ScriptedAlipayPlus(Vertx vertx) {
    server = new FakeAlipayPlus(vertx);
    server.script(this::answer);
  }

  /** The answers to the calls of this API in turn; the last one repeats. */
  @CanIgnoreReturnValue
  public ScriptedAlipayPlus on(String api, String... inTurn) {
    answers.put(api, call -> inTurn[Math.min(call, inTurn.length - 1)]);
    return this;
  }

  public List<Received> calls(String api) {
    return server.received.stream().filter(call -> call.uri().endsWith("/" + api)).toList();
  }

  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }

  /** What notifyPayment says of a payment that has succeeded. */
  public static String paid(String id, String amount) {
    return "{\"paymentRequestId\":\""
        + id
        + "\",\"paymentAmount\":{\"value\":\""
        + amount
        + "\",\"currency\":\"JPY\"},\"paymentResult\":{\"resultCode\":\"SUCCESS\","
        + "\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";
  }

  private void answer(HttpServerResponse response, Received call) {
    String api = call.uri().substring(call.uri().lastIndexOf('/') + 1);
    int number = calls(api).size() - 1;
    var script = answers.get(api);
    String answer = script == null ? SILENCE : script.apply(number);
    if (!answer.equals(SILENCE)) {
      FakeAlipayPlus.sign(response, signer, TestGateway.CLIENT, call.uri(), answer);
    }
  }

  private static String inquiry(String status, String code) {
    return "{\"result\":"
        + result("S", "SUCCESS")
        + ",\"paymentResult\":"
        + result(status, code)
        + ",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}}";
  }

  private static String result(String status, String code) {
    return "{\"resultStatus\":\""
        + status
        + "\",\"resultCode\":\""
        + code
        + "\",\"resultMessage\":\"m\"}";
  }
}
