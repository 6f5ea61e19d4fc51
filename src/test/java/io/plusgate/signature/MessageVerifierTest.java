package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be believed: the rules around keyVersion, missing and odd signatures. */
class MessageVerifierTest {
  private static final ProviderSwitch JDK = new ProviderSwitch(CryptoProvider.jdk());
  private static final String PATH = "/aps/api/v1/payments/pay";
  private static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  private static final String TIME = "2025-02-21T05:43:09Z";
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  private static final TrustedKey PARTNER_KEY =
      new TrustedKey("2", (RSAPublicKey) TestKeys.partner().getPublic());
  private static final TrustedKey OTHER_KEY =
      KeyReader.publicKey(Vectors.bytes("test-only-other-public.pem")).as("1");
  private static final String HEADER = TestKeys.partnerSigner().sign(PATH, CLIENT, TIME, BODY);

  @ParameterizedTest
  @ValueSource(strings = {"keyVersion=1", "keyVersion=2", "keyVersion=17", "keyVersion=", "x=y"})
  void findsTheKeyWhateverTheHintSays(String hint) {
    var verifier = new MessageVerifier(KeyRing.of(OTHER_KEY, PARTNER_KEY), JDK);
    String header = HEADER.replace("keyVersion=1", hint);

    Verification verification = verifier.verify(PATH, CLIENT, TIME, header, BODY);

    assertThat(keyVersion(verification)).isEqualTo("2");
  }

  @Test
  void acceptsBothKeysOfOneVersionWhileTheyAreReplaced() {
    TrustedKey sameVersion = new TrustedKey("1", PARTNER_KEY.key());
    var verifier = new MessageVerifier(KeyRing.of(OTHER_KEY, sameVersion), JDK);

    Verification verification = verifier.verify(PATH, CLIENT, TIME, HEADER, BODY);

    assertThat(keyVersion(verification)).isEqualTo("1");
  }

  @Test
  void rejectsAMessageWithoutTheHeader() {
    Verification verification = TestKeys.partnerVerifier().verify(PATH, CLIENT, TIME, null, BODY);

    assertThat(reason(verification)).isEqualTo(RejectReason.MISSING);
  }

  @Test
  void rejectsEverythingWhileNoKeyIsKnown() {
    var verifier = new MessageVerifier(KeyRing.of(), JDK);

    Verification verification = verifier.verify(PATH, CLIENT, TIME, HEADER, BODY);

    assertThat(reason(verification)).isEqualTo(RejectReason.NO_KEY);
  }

  @Test
  void rejectsTheSignatureOfAnotherKey() {
    var verifier = new MessageVerifier(KeyRing.of(OTHER_KEY), JDK);

    Verification verification = verifier.verify(PATH, CLIENT, TIME, HEADER, BODY);

    assertThat(reason(verification)).isEqualTo(RejectReason.MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 128, 255, 257, 512})
  void refusesASignatureOfTheWrongLength(int length) {
    String header = SignatureHeader.format("1", new byte[length], SignatureForm.BASE64);
    var verifier = TestKeys.partnerVerifier();

    Verification verification = verifier.verify(PATH, CLIENT, TIME, header, BODY);

    assertThat(reason(verification)).isEqualTo(RejectReason.MISMATCH);
  }

  @Test
  void stillVerifiesAfterASignatureThatNoKeyCouldMake() {
    var verifier =
        new MessageVerifier(KeyRing.of(PARTNER_KEY), new ProviderSwitch(CryptoProvider.fastest()));
    var greaterThanAnyModulus = new byte[256];
    Arrays.fill(greaterThanAnyModulus, (byte) 0xFF);
    String broken = SignatureHeader.format("1", greaterThanAnyModulus, SignatureForm.BASE64);

    Verification first = verifier.verify(PATH, CLIENT, TIME, broken, BODY);
    Verification second = verifier.verify(PATH, CLIENT, TIME, HEADER, BODY);

    assertThat(reason(first)).isEqualTo(RejectReason.MISMATCH);
    assertThat(keyVersion(second)).isEqualTo("2");
  }

  @Test
  void givesAVerdictOnAnyMessage() {
    var random = new Random(20261125);
    var verifier = TestKeys.partnerVerifier();

    for (int i = 0; i < 2_000; i++) {
      Verification verification =
          verifier.verify(
              text(random), text(random), text(random), header(random), bytes(random, 400));

      assertThat(reason(verification)).as("seed 20261125, number %d", i).isNotNull();
    }
  }

  private static String header(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> text(random);
      case 1 -> HEADER;
      default -> SignatureHeader.format("1", bytes(random, 300), SignatureForm.PERCENT_ENCODED);
    };
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(40), 0, 0x10000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static byte[] bytes(Random random, int most) {
    var bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String keyVersion(Verification verification) {
    return verification.match(
        Verification.Verified::keyVersion, rejected -> rejected.reason().code());
  }

  private static RejectReason reason(Verification verification) {
    return verification.match(
        verified -> {
          throw new AssertionError(verified);
        },
        Verification.Rejected::reason);
  }
}
