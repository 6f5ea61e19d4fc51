package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.signature.SelfSignedCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS on the Alipay+ side: who shows no certificate that is vouched for says nothing. */
class ClientCertificatesTest {
  @TempDir private Path folder;
  private Vertx vertx;
  private SelfSignedCertificate server;
  private SelfSignedCertificate alipayPlus;
  private TestGateway gateway;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    server = certificate();
    alipayPlus = certificate();
    Files.write(folder.resolve("server.crt"), server.certificatePem());
    Files.write(folder.resolve("callers.crt"), alipayPlus.certificatePem());
    Path key = Files.write(folder.resolve("server.key"), server.privateKeyPem());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    gateway =
        TestGateway.acqp(vertx, folder)
            .alipayPlusListener(
                "tls: { certificate: server.crt, privateKey: server.key,"
                    + " clientCertificates: callers.crt }")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    Waiting.on(vertx.close());
  }

  @Test
  void theVouchedForCallerIsAnswered() {
    var answer = Waiting.on(call(showing(alipayPlus)));

    assertThat(answer.toString()).contains("INVALID_API");
  }

  @Test
  void aCallerWithoutOneIsNot() {
    assertThat(fails(new HttpClientOptions())).isTrue();
  }

  @Test
  void aCallerWithAnothersIsNot() {
    assertThat(fails(showing(certificate()))).isTrue();
  }

  private static HttpClientOptions showing(SelfSignedCertificate own) {
    return new HttpClientOptions()
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(own.certificatePem()))
                .addKeyValue(Buffer.buffer(own.privateKeyPem())));
  }

  private boolean fails(HttpClientOptions options) {
    return Waiting.on(call(options).map(false).otherwise(true));
  }

  private Future<Buffer> call(HttpClientOptions options) {
    options.setTrustOptions(
        new PemTrustOptions().addCertValue(Buffer.buffer(server.certificatePem())));
    var at = URI.create(gateway.alipayPlusUrl());
    return vertx
        .createHttpClient(options)
        .request(
            new RequestOptions()
                .setSsl(true)
                .setHost(at.getHost())
                .setPort(at.getPort())
                .setMethod(HttpMethod.POST)
                .setURI("/nowhere"))
        .compose(request -> request.send("{}"))
        .compose(HttpClientResponse::body);
  }

  private static SelfSignedCertificate certificate() {
    return SelfSignedCertificate.of(List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));
  }
}
