package io.plusgate.cli;

import io.plusgate.alipayplus.Answer;
import io.plusgate.alipayplus.Call;
import io.plusgate.config.ClientConfig;
import io.plusgate.config.GatewayConfig;
import io.plusgate.http.Exchange;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether Alipay+ takes a key of ours: asks for a payment that does not exist, signed with it. That
 * changes nothing there, and only a signature that fits is answered with ORDER_NOT_EXIST.
 */
final class KeyTrial {
  private static final String TAKEN = "ORDER_NOT_EXIST";

  private KeyTrial() {}

  /** Returns when it does; ends the command when it does not, or can't be reached. */
  static void of(GatewayConfig config, ClientConfig client) throws InterruptedException {
    var vertx = Vertx.vertx();
    try {
      Answer answer = Blocking.await(ask(vertx, config, client));
      judge(
          answer.match(
              trusted -> trusted.result().map(result -> result.resultCode()).orElse("nothing"),
              untrusted ->
                  untrusted.claimed().map(result -> result.resultCode()).orElse(untrusted.detail())
                      + ", not signed",
              silent -> unreachable(silent.detail())));
    } catch (Blocking.FailedException broken) {
      throw new IllegalStateException("a call failed (expected: never)", broken);
    } finally {
      vertx.close().onFailure(ignored -> {});
    }
  }

  private static Future<Answer> ask(Vertx vertx, GatewayConfig config, ClientConfig client) {
    var api = OwnCalls.INQUIRY;
    var alipay = OwnCalls.client(vertx, config, client);
    var body = Buffer.buffer(RequestBody.aboutPayment("plusgate-key-check-" + UUID.randomUUID()));
    var headers = MultiMap.caseInsensitiveMultiMap();
    var deadline = config.deadlines().of(api);
    return alipay.call(
        new Call(api, api.path(), body, headers, deadline, Optional.empty()),
        new Exchange(Direction.OUTBOUND, System.nanoTime()));
  }

  private static void judge(String answered) {
    if (!answered.equals(TAKEN)) {
      throw ExitException.no(
          "Alipay+ does not take this key: "
              + answered
              + " (expected: "
              + TAKEN
              + "; nothing was changed)");
    }
  }

  private static String unreachable(String why) {
    throw ExitException.unreachable("Alipay+: " + why + " (nothing was changed)");
  }
}
