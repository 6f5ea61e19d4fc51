package io.plusgate.alipayplus;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.alipayplus.Answer.Silence;
import io.plusgate.alipayplus.Answer.Silent;
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
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.Waiting;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that can't be signed ends at once, unsent and unknown; it does not wait for its time. */
class UnsignableCallTest {
  private static final String ID = "SANDBOX_1";
  private static final Answer UNSIGNED = new Silent(Silence.BROKEN, "signing failed keyVersion=1");

  private final Vertx vertx = Vertx.vertx();
  private final FakeAlipayPlus alipay = new FakeAlipayPlus(vertx);

  @AfterEach
  void stop() {
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void endsWithoutAnAnswerAndNothingIsSent() throws GeneralSecurityException {
    var client = client(new MessageSigner(keyOfAnotherKind(), "1", jdk()));

    var answers = Waiting.on(called(client, 3));

    assertThat(answers).containsExactly(UNSIGNED, UNSIGNED, UNSIGNED);
    assertThat(alipay.received).isEmpty();
  }

  private Future<List<Answer>> called(AlipayPlusClient client, int times) {
    Promise<List<Answer>> all = Promise.promise();
    vertx.runOnContext(
        now ->
            Future.all(Stream.generate(() -> call(client)).limit(times).toList())
                .map(ended -> ended.<Answer>list())
                .onComplete(all));
    return all.future();
  }

  private static Future<Answer> call(AlipayPlusClient client) {
    var api = ApiCatalog.find(Role.ACQP, Direction.OUTBOUND, ApiCatalog.PAY).orElseThrow();
    var call =
        new Call(
            api,
            "/aps/api/v1/payments/pay",
            Buffer.buffer("{}"),
            MultiMap.caseInsensitiveMultiMap(),
            Duration.ofMinutes(5));
    return client.call(call, new Exchange(Direction.OUTBOUND, System.nanoTime()));
  }

  private AlipayPlusClient client(MessageSigner signer) {
    var file = new KeyFile(Path.of("never-read.pem"), new byte[] {1});
    var there = AlipayPlusConfig.of(URI.create(alipay.url()), new PublicKeyConfig("1", file));
    var clock = Clock.systemUTC();
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

  private static ProviderSwitch jdk() {
    return new ProviderSwitch(CryptoProvider.jdk());
  }

  private static PrivateKey keyOfAnotherKind() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
  }
}
