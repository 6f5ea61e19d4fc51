package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.TestKeys;
import io.plusgate.signature.TrustedKey;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key is changed by one reload, and so it is back. */
class KeyRotationTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String RESULT =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private TestGateway gateway;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    alipay.answersSigned(TestKeys.alipayPlusSigner(), TestGateway.CLIENT, RESULT);
    Path next = folder.resolve("partner-next.pem");
    Files.writeString(next, RsaKeyPairs.pem(RsaKeyPairs.generate(2048).getPrivate()));
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
    gateway =
        TestGateway.acqp(vertx, folder)
            .alipayPlus(alipay.url())
            .with("reload: { watch: false }")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void goesBackToTheOldKeyWithOneReload() throws IOException {
    ourKey("partner-next.pem", 2);
    assertThat(gateway.post(PAY, "{}").statusCode()).isEqualTo(200);
    ourKey("partner-private.pem", 1);
    assertThat(gateway.post(PAY, "{}").statusCode()).isEqualTo(200);

    assertThat(alipay.received)
        .extracting(KeyRotationTest::isOfTheOldKey)
        .containsExactly(false, true);
  }

  @Test
  void keepsAtLeastOneKeyThatItBelieves() throws IOException {
    String revoked = "{ keyVersion: 1, file: alipayplus-public.pem, state: revoked }";
    var yaml = replaced("publicKeys: .*", "publicKeys: [ " + revoked + " ]");
    Files.writeString(folder.resolve("gateway.yaml"), yaml);

    var outcome = gateway.reloaded();

    assertThat(outcome.getString("state")).isEqualTo("refused");
    assertThat(outcome.getJsonArray("problems").toString()).contains("all revoked");
  }

  private void ourKey(String file, int version) throws IOException {
    var yaml =
        replaced("privateKey: partner-\\S+", "privateKey: " + file)
            .replaceAll("(?m)^    keyVersion: \\d", "    keyVersion: " + version);
    Files.writeString(folder.resolve("gateway.yaml"), yaml);
    assertThat(gateway.reloaded().getString("state")).isEqualTo("applied");
  }

  private String replaced(String pattern, String instead) throws IOException {
    return Files.readString(folder.resolve("gateway.yaml")).replaceAll(pattern, instead);
  }

  private static boolean isOfTheOldKey(FakeAlipayPlus.Received call) {
    var old = KeyRing.of(new TrustedKey("1", (RSAPublicKey) TestKeys.partner().getPublic()));
    return new MessageVerifier(old, BothWays.JDK)
        .verify(
            call.uri(),
            TestGateway.CLIENT,
            call.header(AlipayHeader.REQUEST_TIME),
            call.header(AlipayHeader.SIGNATURE),
            call.body())
        .match(verified -> true, rejected -> false);
  }
}
