package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.signature.Certificates;
import io.plusgate.signature.SelfSignedCertificate;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New certificates reach every event loop of a listener and every client, and drop nobody. */
class ReloadCertificatesTest {
  /** The loops take connections in turn, so this many meet each of them. */
  private static final int MEETS_EACH_LOOP = 4 * Runtime.getRuntime().availableProcessors();

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
  void showsTheNewCertificateOnEachEventLoopAndAnswersOnOldConnections() throws Exception {
    var before = certificate("server");
    try (var gateway = TestGateway.acqp(vertx, folder).tls("server.crt", "server.key").start();
        var open = connected(gateway)) {
      assertThat(served(gateway)).hasSize(MEETS_EACH_LOOP).containsOnly(serial(before));
      var after = certificate("server");

      var outcome = gateway.reloaded();

      assertThat(outcome.getString("state")).isEqualTo("applied");
      assertThat(served(gateway)).hasSize(MEETS_EACH_LOOP).containsOnly(serial(after));
      assertThat(serialOf(open)).isEqualTo(serial(before));
      assertThat(ask(open)).contains("INVALID_API");
    }
  }

  @Test
  void refusesACertificateWhoseKeyIsNotThereYet() throws Exception {
    var before = certificate("server");
    try (var gateway = TestGateway.acqp(vertx, folder).tls("server.crt", "server.key").start()) {
      var after = certificate("next");
      Files.write(folder.resolve("server.crt"), after.certificatePem());

      var outcome = gateway.reloaded();

      assertThat(outcome.getString("state")).isEqualTo("refused");
      assertThat(outcome.getJsonArray("problems").toString())
          .contains("listeners.alipayPlus.tls.privateKey");
      assertThat(served(gateway)).containsOnly(serial(before));
    }
  }

  @Test
  void trustsTheNewCertificateOfAlipayPlusOnEachEventLoop() throws Exception {
    try (var first = upstream("first");
        var second = upstream("second")) {
      Files.copy(folder.resolve("first.crt"), folder.resolve("trusted.crt"));
      try (var gateway =
          TestGateway.acqp(vertx, folder)
              .alipayPlus(first.url())
              .alipayPlusWith("trustCertificates: trusted.crt")
              .start()) {
        assertThat(paid(gateway)).containsOnly(200);
        Files.write(
            folder.resolve("trusted.crt"), Files.readAllBytes(folder.resolve("second.crt")));

        var outcome = gateway.alipayPlus(second.url()).rewrite().reloaded();

        assertThat(outcome.getString("state")).isEqualTo("applied");
        assertThat(paid(gateway)).containsOnly(200);
        assertThat(second.received).hasSize(MEETS_EACH_LOOP);
      }
    }
  }

  private FakeAlipayPlus upstream(String name) throws IOException {
    var certificate = certificate(name);
    var options =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificate.certificatePem()))
                    .addKeyValue(Buffer.buffer(certificate.privateKeyPem())));
    var alipay = new FakeAlipayPlus(vertx, options);
    alipay.answersSigned(TestKeys.alipayPlusSigner(), TestGateway.CLIENT, SUCCESS);
    return alipay;
  }

  private SelfSignedCertificate certificate(String file) throws IOException {
    var made = SelfSignedCertificate.of(List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));
    Files.write(folder.resolve(file + ".crt"), made.certificatePem());
    Path key = Files.write(folder.resolve(file + ".key"), made.privateKeyPem());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return made;
  }

  /** Each call on a connection of its own. */
  private static List<Integer> paid(TestGateway gateway) {
    byte[] call =
        ("POST "
                + PAY
                + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 2\r\nConnection: close\r\n\r\n{}")
            .getBytes(StandardCharsets.US_ASCII);
    return IntStream.range(0, MEETS_EACH_LOOP)
        .mapToObj(each -> RawCall.send(gateway.backendUrl(), call).status())
        .toList();
  }

  private static List<BigInteger> served(TestGateway gateway)
      throws IOException, GeneralSecurityException {
    var serials = new ArrayList<BigInteger>();
    for (int connection = 0; connection < MEETS_EACH_LOOP; connection++) {
      try (var fresh = connected(gateway)) {
        serials.add(serialOf(fresh));
      }
    }
    return serials;
  }

  private static BigInteger serialOf(SSLSocket connection) throws IOException {
    var shown = (X509Certificate) connection.getSession().getPeerCertificates()[0];
    return shown.getSerialNumber();
  }

  private static BigInteger serial(SelfSignedCertificate certificate) {
    return Certificates.first(certificate.certificatePem()).orElseThrow().getSerialNumber();
  }

  /** A full handshake each time: a resumed session would show what an earlier one was shown. */
  private static SSLSocket connected(TestGateway gateway)
      throws IOException, GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new LooksOnly()}, new SecureRandom());
    int port = URI.create(gateway.alipayPlusUrl()).getPort();
    var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    socket.startHandshake();
    return socket;
  }

  private static String ask(SSLSocket connection) throws IOException {
    connection
        .getOutputStream()
        .write(
            "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Takes any certificate: the test compares its serial. */
  private static final class LooksOnly implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
