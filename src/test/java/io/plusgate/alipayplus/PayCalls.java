package io.plusgate.alipayplus;

import io.plusgate.config.AlipayPlusConfig;
import io.plusgate.config.ClientConfig;
import io.plusgate.config.Environment;
import io.plusgate.config.KeyFile;
import io.plusgate.config.LimitsConfig;
import io.plusgate.config.PublicKeyConfig;
import io.plusgate.http.Exchange;
import io.plusgate.http.LastHeard;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import io.plusgate.signature.ClientKeys;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyUses;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.TestKeys;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A client with a signer of the test's own, and what it is to call. */
final class PayCalls {
  private static final String ID = "SANDBOX_1";

  private PayCalls() {}

  static AlipayPlusClient client(
      Vertx vertx, String url, MessageSigner signer, InstantSource clock) {
    var file = new KeyFile(Path.of("never-read.pem"), new byte[] {1});
    var there = AlipayPlusConfig.of(URI.create(url), new PublicKeyConfig("1", file));
    return new AlipayPlusClient(
        vertx,
        ClientConfig.of(ID, Environment.SANDBOX, "1022188000000000001", file, there),
        new ClientKeys(
            ID, signer, "none", TestKeys.alipayPlusVerifier(), jdk(), new KeyUses(clock)),
        new GatewayMetrics(),
        new LastHeard(),
        clock,
        LimitsConfig.defaults());
  }

  static Call pay() {
    return new Call(
        ApiCatalog.find(Role.ACQP, Direction.OUTBOUND, ApiCatalog.PAY).orElseThrow(),
        "/aps/api/v1/payments/pay",
        Buffer.buffer("{}"),
        MultiMap.caseInsensitiveMultiMap(),
        Duration.ofMinutes(5));
  }

  static Exchange exchange() {
    return new Exchange(Direction.OUTBOUND, System.nanoTime());
  }

  static ProviderSwitch jdk() {
    return new ProviderSwitch(CryptoProvider.jdk());
  }
}
