package io.plusgate.simulation;

import io.plusgate.alipayplus.Answer;
import io.plusgate.protocol.MessageReader;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What Alipay+ can say, in its own words. */
final class Statements {
  static final String SUCCESS = call("S", "SUCCESS");
  static final String IN_PROCESS = call("U", "PAYMENT_IN_PROCESS");
  static final String UNKNOWN = call("U", "UNKNOWN_EXCEPTION");
  static final String TOO_MUCH = call("U", "REQUEST_TRAFFIC_EXCEED_LIMIT");
  static final String REFUSED = call("F", "PROCESS_FAIL");
  static final String CLOSED = call("F", "ORDER_IS_CLOSED");
  static final String DENIED = call("F", "ACCESS_DENIED");
  static final String NOT_EXIST = call("F", "ORDER_NOT_EXIST");
  static final String TOO_LATE = call("F", "CANCEL_WINDOW_EXCEED");
  static final String INQUIRED_PAID = inquiry("S", "SUCCESS", "100");
  static final String INQUIRED_PAID_OTHERWISE = inquiry("S", "SUCCESS", "999");
  static final String INQUIRED_FAILED = inquiry("F", "USER_BALANCE_NOT_ENOUGH", "100");
  static final String INQUIRED_CLOSED = inquiry("F", "ORDER_IS_CLOSED", "100");
  static final String INQUIRED_OPEN = inquiry("U", "PAYMENT_IN_PROCESS", "100");

  private static final Map<String, Answer> TRUSTED = new ConcurrentHashMap<>();

  private Statements() {}

  /** The answer with these bytes, its signature verified. */
  static Answer trusted(String body) {
    return TRUSTED.computeIfAbsent(body, Statements::read);
  }

  private static Answer read(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var headers = MultiMap.caseInsensitiveMultiMap();
    return new Answer.Trusted(200, headers, Buffer.buffer(bytes), MessageReader.read(bytes), "1");
  }

  static Answer untrusted() {
    return new Answer.Untrusted(Answer.Distrust.BAD_SIGNATURE, "simulated", 200, Optional.empty());
  }

  static Answer silent(Answer.Silence why) {
    return new Answer.Silent(why, "simulated");
  }

  private static String call(String status, String code) {
    return "{\"result\":" + result(status, code) + "}";
  }

  private static String inquiry(String status, String code, String value) {
    return "{\"result\":"
        + result("S", "SUCCESS")
        + ",\"paymentResult\":"
        + result(status, code)
        + ",\"paymentAmount\":{\"value\":\""
        + value
        + "\",\"currency\":\"JPY\"}}";
  }

  private static String result(String status, String code) {
    return "{\"resultStatus\":\"" + status + "\",\"resultCode\":\"" + code + "\"}";
  }
}
