package io.plusgate.cli;

import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.alipayplus.Answer;
import io.plusgate.alipayplus.Call;
import io.plusgate.app.KeyLoading;
import io.plusgate.config.ClientConfig;
import io.plusgate.config.GatewayConfig;
import io.plusgate.http.Exchange;
import io.plusgate.http.LastHeard;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.RequestBody;
import io.plusgate.protocol.Role;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyUses;
import io.plusgate.signature.ProviderSwitch;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.List;
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
    var providers = new ProviderSwitch(CryptoProvider.jdk());
    var uses = new KeyUses(Clock.systemUTC());
    var keys = KeyLoading.of(List.of(client)).usable().keys(providers, uses);
    var alipay =
        new AlipayPlusClient(
            vertx,
            client,
            Optional.ofNullable(keys.get(client.clientId())).orElseThrow(),
            new GatewayMetrics(),
            new LastHeard(),
            Clock.systemUTC(),
            config.limits());
    var api =
        ApiCatalog.find(Role.ACQP, Direction.OUTBOUND, ApiCatalog.INQUIRY_PAYMENT).orElseThrow();
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
