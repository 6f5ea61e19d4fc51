package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.signature.SelfSignedCertificate;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS in both directions: modern, verified, and never switched off. */
class TlsTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String SUCCESS =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";

  @TempDir private Path folder;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    Waiting.on(vertx.close());
  }

  @Test
  void trustsAnUpstreamWhoseCertificateIsConfigured() throws IOException {
    try (var alipay = upstream("127.0.0.1", false);
        var gateway = gatewayTrusting(alipay).start()) {
      var answer = gateway.post(PAY, "{}");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(alipay.received.get(0).version()).isEqualTo("HTTP_1_1");
    }
  }

  @Test
  void speaksHttp2UpstreamWhenConfigured() throws IOException {
    try (var alipay = upstream("127.0.0.1", true);
        var gateway =
            gatewayTrusting(alipay)
                .alipayPlusWith("httpVersion: \"2\"\n      trustCertificates: upstream.crt")
                .start()) {
      var answer = gateway.post(PAY, "{}");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(alipay.received.get(0).version()).isEqualTo("HTTP_2");
    }
  }

  @Test
  void sendsNothingToAnUpstreamThatTheTrustStoreDoesNotKnow() throws IOException {
    try (var alipay = upstream("127.0.0.1", false);
        var gateway = TestGateway.acqp(vertx, folder).alipayPlus(alipay.url()).start()) {
      var answer = gateway.post(PAY, "{}");

      OutboundRoadTest.assertProblem(answer, 502, "alipayplus-unreachable");
      assertThat(alipay.received).isEmpty();
    }
  }

  @Test
  void sendsNothingToAnUpstreamWithAnotherHostsCertificate() throws IOException {
    try (var alipay = upstream("elsewhere.example", false);
        var gateway = gatewayTrusting(alipay).start()) {
      var answer = gateway.post(PAY, "{}");

      OutboundRoadTest.assertProblem(answer, 502, "alipayplus-unreachable");
      assertThat(alipay.received).isEmpty();
    }
  }

  @Test
  void servesAlipayPlusSideWithTheConfiguredCertificate() throws Exception {
    var certificate = certificate("127.0.0.1", "server");
    try (var gateway = TestGateway.acqp(vertx, folder).tls("server.crt", "server.key").start()) {
      int port = URI.create(gateway.alipayPlusUrl()).getPort();

      String answer = talk(certificate, port, "TLSv1.2");

      assertThat(answer).contains("INVALID_API");
      assertThat(gateway.alipayPlusUrl()).startsWith("https://");
    }
  }

  @Test
  void refusesOldTlsVersions() throws IOException {
    var certificate = certificate("127.0.0.1", "server");
    try (var gateway = TestGateway.acqp(vertx, folder).tls("server.crt", "server.key").start()) {
      int port = URI.create(gateway.alipayPlusUrl()).getPort();

      assertThatThrownBy(() -> talk(certificate, port, "TLSv1.1"))
          .isInstanceOfAny(SSLException.class, IllegalArgumentException.class);
    }
  }

  /** A raw TLS conversation, so that the protocol version is the test's choice. */
  private static String talk(SelfSignedCertificate trusted, int port, String version)
      throws IOException, GeneralSecurityException {
    try (var socket =
        (SSLSocket) trusting(trusted).getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      socket
          .getOutputStream()
          .write(
              "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static SSLContext trusting(SelfSignedCertificate certificate)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    var pem = new ByteArrayInputStream(certificate.certificatePem());
    store.setCertificateEntry(
        "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private TestGateway gatewayTrusting(FakeAlipayPlus alipay) {
    return TestGateway.acqp(vertx, folder)
        .alipayPlus(alipay.url())
        .alipayPlusWith("trustCertificates: upstream.crt");
  }

  private FakeAlipayPlus upstream(String name, boolean http2) throws IOException {
    var certificate = certificate(name, "upstream");
    var options =
        new HttpServerOptions()
            .setSsl(true)
            .setUseAlpn(http2)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificate.certificatePem()))
                    .addKeyValue(Buffer.buffer(certificate.privateKeyPem())));
    var alipay = new FakeAlipayPlus(vertx, options);
    alipay.answersSigned(TestKeys.alipayPlusSigner(), TestGateway.CLIENT, SUCCESS);
    return alipay;
  }

  private SelfSignedCertificate certificate(String name, String file) throws IOException {
    var certificate = SelfSignedCertificate.of(List.of(name), Instant.now(), Duration.ofDays(1));
    Files.write(folder.resolve(file + ".crt"), certificate.certificatePem());
    Path key = Files.write(folder.resolve(file + ".key"), certificate.privateKeyPem());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return certificate;
  }
}
