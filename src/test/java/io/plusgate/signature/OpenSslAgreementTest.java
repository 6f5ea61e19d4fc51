package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we sign, openssl verifies, and the other way round. */
class OpenSslAgreementTest {
  private static final String PATH = "/alipayplus/notifyPayment";
  private static final String CLIENT = "T_111222333";
  private static final String TIME = "2019-07-12T12:08:56.253+05:30";
  private static final byte[] BODY = "{\"paymentId\":\"支付\"}".getBytes(UTF_8);

  @TempDir Path directory;
  private OpenSsl openssl;

  static List<CryptoProvider> providers() {
    return List.of(CryptoProvider.jdk(), CryptoProvider.fastest());
  }

  @BeforeEach
  void writeTheTestKeyAndTheContent() {
    openssl =
        new OpenSsl(directory)
            .file("private.pem", TestKeys.partnerPrivatePem().getBytes(UTF_8))
            .file("public.pem", TestKeys.partnerPublicPem().getBytes(UTF_8))
            .file("content", SignedContent.of(PATH, CLIENT, TIME, BODY));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void opensslVerifiesWhatWeSign(CryptoProvider provider) {
    var key = TestKeys.partner().getPrivate();
    var signer = new MessageSigner(key, "1", SignatureForm.BASE64, new ProviderSwitch(provider));
    String header = signer.sign(PATH, CLIENT, TIME, BODY);
    String signature = header.substring(header.indexOf("signature=") + "signature=".length());
    byte[] decoded =
        openssl.file("base64", signature.getBytes(UTF_8)).run("base64 -d -A -in base64");
    openssl = openssl.file("signature", decoded);

    byte[] said = openssl.run("dgst -sha256 -verify public.pem -signature signature content");

    assertThat(new String(said, UTF_8)).isEqualTo("Verified OK\n");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void weVerifyWhatOpensslSigns(CryptoProvider provider) {
    byte[] signature = openssl.run("dgst -sha256 -sign private.pem content");
    String header = SignatureHeader.format("1", signature, SignatureForm.PERCENT_ENCODED);
    var verifier =
        new MessageVerifier(
            KeyRing.of(KeyReader.publicKey(openssl.run("pkey -in private.pem -pubout")).as("1")),
            new ProviderSwitch(provider));

    Verification verification = verifier.verify(PATH, CLIENT, TIME, header, BODY);

    assertThat(verification).isInstanceOf(Verification.Verified.class);
  }
}
