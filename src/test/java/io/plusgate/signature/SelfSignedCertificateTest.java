package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's TLS certificate, as openssl sees it. */
class SelfSignedCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @TempDir Path directory;

  @Test
  void standsForEveryNameAndAddress() {
    var openssl = certificate("localhost", "gateway.test", "127.0.0.1", "::1");

    String text = text(openssl.run("x509 -in certificate.pem -noout -ext subjectAltName"));

    assertThat(text)
        .contains("DNS:localhost", "DNS:gateway.test", "IP Address:127.0.0.1")
        .contains("IP Address:0:0:0:0:0:0:0:1");
  }

  @Test
  void isValidFromYesterdayAndVouchesForItself() {
    var openssl = certificate("localhost");
    long noon = NOW.getEpochSecond();

    byte[] verified =
        openssl.run("verify -attime " + noon + " -CAfile certificate.pem certificate.pem");
    String dates = text(openssl.run("x509 -in certificate.pem -noout -dates"));

    assertThat(text(verified)).isEqualTo("certificate.pem: OK\n");
    assertThat(dates).contains("notBefore=Nov 24 12:00:00 2026 GMT", "Dec 25 12:00:00 2026 GMT");
  }

  @Test
  void comesWithItsPrivateKey() {
    var openssl = certificate("localhost");

    byte[] fromKey = openssl.run("pkey -in key.pem -pubout");
    byte[] fromCertificate = openssl.run("x509 -in certificate.pem -noout -pubkey");

    assertThat(text(fromKey)).isEqualTo(text(fromCertificate));
  }

  private OpenSsl certificate(String... names) {
    var made = SelfSignedCertificate.of(List.of(names), NOW, Duration.ofDays(30));
    return new OpenSsl(directory)
        .file("certificate.pem", made.certificatePem())
        .file("key.pem", made.privateKeyPem());
  }

  private static String text(byte[] output) {
    return new String(output, US_ASCII);
  }
}
