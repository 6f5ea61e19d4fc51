package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published signature vector, by both crypto providers. */
class SignatureVectorsTest {
  private static final List<ProviderSwitch> PROVIDERS =
      List.of(
          new ProviderSwitch(CryptoProvider.jdk()), new ProviderSwitch(CryptoProvider.fastest()));

  static Stream<Arguments> positive() {
    return Vectors.positive().flatMap(SignatureVectorsTest::byEachProvider);
  }

  static Stream<Arguments> negative() {
    return Vectors.negative().flatMap(SignatureVectorsTest::byEachProvider);
  }

  static Stream<Arguments> ours() {
    return Vectors.positive()
        .filter(vector -> vector.json().has("privateKey"))
        .flatMap(SignatureVectorsTest::byEachProvider);
  }

  private static Stream<Arguments> byEachProvider(Vectors.Signed vector) {
    return PROVIDERS.stream().map(provider -> Arguments.of(vector, provider));
  }

  @Test
  void noVectorIsLeftOut() {
    assertThat(Vectors.positive()).hasSize(10);
    assertThat(Vectors.negative()).hasSize(16);
  }

  @ParameterizedTest
  @MethodSource({"positive", "negative"})
  void buildsTheContentByteForByte(Vectors.Signed vector, ProviderSwitch any)
      throws GeneralSecurityException {
    byte[] content =
        SignedContent.of(vector.path(), vector.clientId(), vector.time(), vector.body());

    byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);

    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(vector.contentSha256());
    assertThat(content).hasSize(vector.json().get("contentBytes").asInt());
  }

  @ParameterizedTest
  @MethodSource("ours")
  void signsByteForByte(Vectors.Signed vector, ProviderSwitch provider) {
    var key = KeyReader.privateKey(Vectors.bytes(vector.json().get("privateKey").asText()));
    var signer = new MessageSigner(key.privateKey(), "1", provider);

    String header = signer.sign(vector.path(), vector.clientId(), vector.time(), vector.body());

    assertThat(header).isEqualTo(vector.json().get("signatureHeader").asText());
  }

  @ParameterizedTest
  @MethodSource("positive")
  void verifiesWhatIsRight(Vectors.Signed vector, ProviderSwitch provider) {
    var verifier = new MessageVerifier(vector.ring(), provider);

    Verification verification = verify(verifier, vector);

    assertThat(verification).isInstanceOf(Verification.Verified.class);
  }

  @ParameterizedTest
  @MethodSource("negative")
  void rejectsWhatIsNotSignedSo(Vectors.Signed vector, ProviderSwitch provider) {
    var verifier = new MessageVerifier(vector.ring(), provider);

    Verification verification = verify(verifier, vector);

    assertThat(verification).isEqualTo(new Verification.Rejected(RejectReason.MISMATCH));
  }

  @Test
  void theSignatureFilesAreThoseOfTheJson() {
    List<String> fromFiles =
        Vectors.positive()
            .map(vector -> new String(Vectors.bytes("sigs/" + vector.id() + ".b64"), US_ASCII))
            .toList();

    assertThat(fromFiles)
        .isEqualTo(Vectors.positive().map(Vectors.Signed::signatureBase64).toList());
  }

  private static Verification verify(MessageVerifier verifier, Vectors.Signed vector) {
    return verifier.verify(
        vector.path(), vector.clientId(), vector.time(), header(vector), vector.body());
  }

  private static String header(Vectors.Signed vector) {
    return "algorithm=RSA256,keyVersion=1,signature=" + vector.signatureBase64();
  }
}
