package io.plusgate.cli;

import static io.plusgate.cli.Typed.plusgate;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.TestKeys;
import io.plusgate.signature.TrustedKey;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.TestGateway;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our key is changed only for one that Alipay+ takes, and the one before comes back at once. */
class KeysRotateTest {
  private static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  private static final String RESULT =
      "{\"result\":{\"resultCode\":\"%s\",\"resultStatus\":\"F\",\"resultMessage\":\"no\"}}";

  @TempDir private Path folder;
  private final KeyPair next = RsaKeyPairs.generate(2048);
  private volatile KeyPair known = TestKeys.partner();
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private Path config;
  private Path newKey;
  private String before;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    alipay.script(
        (response, call) -> {
          String code = isKnown(call) ? "ORDER_NOT_EXIST" : "INVALID_SIGNATURE";
          FakeAlipayPlus.sign(
              response, TestKeys.alipayPlusSigner(), CLIENT, call.uri(), RESULT.formatted(code));
        });
    Path old = secret("old.pem", TestKeys.partnerPrivatePem());
    newKey = secret("new.pem", RsaKeyPairs.pem(next.getPrivate()));
    Path theirs = Files.writeString(folder.resolve("theirs.pem"), TestKeys.alipayPlusPublicPem());
    before =
        """
        role: ACQP
        clients:
          - clientId: %s
            environment: sandbox
            partnerId: "1022188000000000001"
            privateKey: %s # ours
            keyVersion: 1
            alipayPlus:
              baseUrl: %s
              publicKeys: [ { keyVersion: 1, file: %s } ]
        listeners:
          alipayPlus: { host: 127.0.0.1, insecure: true }
        backend: { baseUrl: "http://127.0.0.1:1" }
        """
            .formatted(CLIENT, old, alipay.url(), theirs);
    config = Files.writeString(folder.resolve("gateway.yaml"), before);
  }

  @AfterEach
  void stop() {
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void changesNothingWhenAlipayPlusDoesNotTakeTheKey() throws IOException {
    var typed = plusgate("keys", "rotate", "--config", config, "--to", newKey);

    assertThat(typed.code()).isEqualTo(ExitCode.NO);
    assertThat(typed.err()).contains("does not take this key: INVALID_SIGNATURE");
    assertThat(config).hasContent(before);
    assertThat(alipay.received).hasSize(1);
    assertThat(alipay.received.get(0).uri()).endsWith("/inquiryPayment");
  }

  @Test
  void namesTheNewKeyOnceAlipayPlusTakesItAndGoesBackWithOneCommand() throws IOException {
    known = next;

    var forth =
        plusgate("keys", "rotate", "--config", config, "--to", newKey, "--key-version", "2");
    String after = Files.readString(config);
    var back = plusgate("keys", "rotate", "--config", config, "--back");

    assertThat(forth.code()).as(forth.err()).isEqualTo(ExitCode.FINE);
    assertThat(after).contains("privateKey: " + newKey + " # ours\n    keyVersion: 2\n");
    assertThat(back.code()).as(back.err()).isEqualTo(ExitCode.FINE);
    assertThat(config).hasContent(before);
    assertThat(folder)
        .isDirectoryNotContaining("glob:**.next")
        .isDirectoryNotContaining("glob:**.before");
  }

  @Test
  void saysThatAlipayPlusCanNotBeReached() {
    alipay.close();

    var typed = plusgate("keys", "rotate", "--config", config, "--to", newKey);

    assertThat(typed.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(config).hasContent(before);
  }

  @Test
  void refusesToGoBackWhereNothingWasChanged() {
    var typed = plusgate("keys", "rotate", "--config", config, "--back");

    assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(typed.err()).contains("gateway.yaml.before: not there");
  }

  @Test
  void refusesAFileThatIsNoKey() throws IOException {
    Path none = secret("none.pem", "nothing");

    var typed = plusgate("keys", "rotate", "--config", config, "--to", none);

    assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(config).hasContent(before);
    assertThat(alipay.received).isEmpty();
  }

  @Test
  void leadsAlipayPlusKeyFromStagedToRevokedAndRefusesToRevokeOneInUse() throws IOException {
    Path theirNext =
        Files.writeString(folder.resolve("next.pub"), RsaKeyPairs.pem(next.getPublic()));
    try (var gateway = TestGateway.acqp(vertx, folder.resolve("g")).alipayPlus(alipay.url())) {
      Files.createDirectory(folder.resolve("g"));
      String admin = gateway.start().adminUrl();
      gateway.post("/aps/api/v1/payments/inquiryPayment", "{}");

      var staged = rotate("--add", theirNext, "--key-version", "2");
      var activated = rotate("--activate", "2");
      var told = rotate("--admin", admin);
      var refused = rotate("--admin", admin, "--revoke", "1");
      String kept = Files.readString(config);
      var early = rotate("--admin", admin, "--revoke", "2");
      var revoked = rotate("--admin", admin, "--revoke", "1", "--unused-for", "0s");

      assertThat(staged.code()).as(staged.err()).isEqualTo(ExitCode.FINE);
      assertThat(activated.code()).as(activated.err()).isEqualTo(ExitCode.FINE);
      assertThat(told.out()).containsPattern("1 +retiring .*used .* ago").contains("--revoke 1");
      assertThat(refused.code()).isEqualTo(ExitCode.NO);
      assertThat(refused.err()).contains("key 1 is still in use").contains("--stolen");
      assertThat(kept).contains("state: retiring }, { keyVersion: 2").contains("state: active }");
      assertThat(early.err())
          .contains("key 2 is still in use, or may be: not used since the start");
      assertThat(revoked.code()).as(revoked.err()).isEqualTo(ExitCode.FINE);
      assertThat(config).content().contains("state: revoked }");
    }
  }

  @Test
  void revokesAStolenKeyAtOnceButCannotTellOtherwiseWithoutAGateway() throws IOException {
    Path theirNext =
        Files.writeString(folder.resolve("next.pub"), RsaKeyPairs.pem(next.getPublic()));
    rotate("--add", theirNext, "--key-version", "2");

    var alone = rotate("--admin", "http://127.0.0.1:1", "--revoke", "1");
    var stolen = rotate("--revoke", "1", "--stolen");
    var both = rotate("--revoke", "1", "--back");

    assertThat(alone.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(stolen.code()).as(stolen.err()).isEqualTo(ExitCode.FINE);
    assertThat(both.code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void neverRevokesTheLastKeyThatIsBelieved() {
    var typed = rotate("--revoke", "1", "--stolen");

    assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(typed.err()).contains("all revoked");
    assertThat(config).hasContent(before);
  }

  @CanIgnoreReturnValue
  private Typed rotate(Object... arguments) {
    var words = new ArrayList<Object>(List.of("keys", "rotate", "--config", config));
    words.addAll(List.of(arguments));
    return plusgate(words.toArray());
  }

  private boolean isKnown(FakeAlipayPlus.Received call) {
    var ring = KeyRing.of(new TrustedKey("1", (RSAPublicKey) known.getPublic()));
    return new MessageVerifier(ring, new ProviderSwitch(CryptoProvider.jdk()))
        .verify(
            call.uri(),
            CLIENT,
            call.header(AlipayHeader.REQUEST_TIME),
            call.header(AlipayHeader.SIGNATURE),
            call.body())
        .match(verified -> true, rejected -> false);
  }

  private Path secret(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
