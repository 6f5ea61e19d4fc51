package io.plusgate.cli;

import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.app.KeyLoading;
import io.plusgate.config.ClientConfig;
import io.plusgate.config.GatewayConfig;
import io.plusgate.http.LastHeard;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyUses;
import io.plusgate.signature.ProviderSwitch;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What a command asks Alipay+ itself, beside no gateway: a client with the configured keys. */
final class OwnCalls {
  static final Api INQUIRY =
      ApiCatalog.find(Role.ACQP, Direction.OUTBOUND, ApiCatalog.INQUIRY_PAYMENT).orElseThrow();

  private OwnCalls() {}

  /** Ends the command when the client's keys can't be used. */
  static AlipayPlusClient client(Vertx vertx, GatewayConfig config, ClientConfig client) {
    var providers = new ProviderSwitch(CryptoProvider.jdk());
    var clock = Clock.systemUTC();
    try {
      var keys = KeyLoading.of(List.of(client)).usable().keys(providers, new KeyUses(clock));
      return new AlipayPlusClient(
          vertx,
          client,
          Optional.ofNullable(keys.get(client.clientId())).orElseThrow(),
          new GatewayMetrics(),
          new LastHeard(),
          clock,
          config.limits());
    } catch (IllegalArgumentException unusable) {
      throw ExitException.usage(String.valueOf(unusable.getMessage()));
    }
  }
}
