package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificatesTest {
  private static final String ONE = pem("one.example");
  private static final String TWO = pem("two.example");

  @Test
  void readsAChainInTheOrderOfItsFile() throws CertificateException {
    var chain = Certificates.all(bytes(ONE + TWO));

    assertThat(chain).extracting(CertificatesTest::name).containsExactly("one", "two");
  }

  @Test
  void findsNoneInAnEmptyFile() throws CertificateException {
    assertThat(Certificates.all(new byte[0])).isEmpty();
    assertThat(Certificates.first(new byte[0])).isEmpty();
  }

  @Test
  void refusesAChainOfWhichOneIsDamaged() {
    var damaged = bytes(ONE + TWO.replaceFirst("MII", "AII"));

    assertThatThrownBy(() -> Certificates.all(damaged)).isInstanceOf(CertificateException.class);
  }

  @Test
  void takesTheFirstWhateverFollows() {
    var first = Certificates.first(bytes(TWO + ONE.replaceFirst("MII", "AII")));

    assertThat(first).map(CertificatesTest::name).contains("two");
  }

  @Test
  void saysOfAKeyThatItIsNoCertificate() {
    assertThat(Certificates.first(bytes(TestKeys.partnerPublicPem()))).isEmpty();
  }

  @Test
  void seesThatACertificateVouchesForItself() {
    assertThat(Certificates.first(bytes(ONE))).get().matches(Certificates::vouchesForItself);
  }

  @Test
  void namesACertificateByTheDigestOfAllOfIt() throws Exception {
    var body = ONE.replaceAll("-----[A-Z ]+-----|\\s", "");
    var digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(body));

    var fingerprint = Certificates.first(bytes(ONE)).map(Fingerprint::of);

    assertThat(fingerprint).contains(HexFormat.of().formatHex(digest));
  }

  private static String pem(String name) {
    var made = SelfSignedCertificate.of(List.of(name), Instant.now(), Duration.ofDays(1));
    return new String(made.certificatePem(), US_ASCII);
  }

  private static byte[] bytes(String pem) {
    return pem.getBytes(US_ASCII);
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName().replaceAll("CN=|\\.example", "");
  }
}
