package io.plusgate.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.config.ConfigReader;
import io.plusgate.signature.SelfSignedCertificate;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that is wrong with the certificates is told at once. */
class CertificateLoadingTest {
  private static final String CONFIG =
      """
      role: ACQP
      clients:
        - clientId: TEST
          environment: sandbox
          partnerId: "1"
          privateKey: partner.pem
          keyVersion: 1
          alipayPlus:
            baseUrl: http://127.0.0.1:1
            publicKeys: [ { keyVersion: 1, file: alipayplus.pem } ]
      listeners:
        backend: { host: 127.0.0.1, port: 0 }
        alipayPlus:
          { host: 127.0.0.1, port: 0, tls: { certificate: broken.crt, privateKey: one.key } }
        admin:
          { host: 127.0.0.1, port: 0, tls: { certificate: one.crt, privateKey: other.key } }
      backend: { baseUrl: "http://127.0.0.1:1" }
      store: { type: embedded, path: data }
      """;

  @TempDir private Path folder;

  @Test
  void aPairThatDoesNotFitIsNamedBesideACertificateThatCannotBeRead() throws Exception {
    pair("one");
    pair("other");
    write("broken.crt", "no certificate".getBytes(UTF_8));
    write("partner.pem", TestKeys.partnerPrivatePem().getBytes(UTF_8));
    write("alipayplus.pem", TestKeys.alipayPlusPublicPem().getBytes(UTF_8));
    Path file = Files.writeString(folder.resolve("gateway.yaml"), CONFIG);
    var config =
        new ConfigReader(Map.of(), folder)
            .gateway(file)
            .match(
                loaded -> loaded.config(),
                refused -> {
                  throw new AssertionError(refused.problems());
                });
    var vertx = Vertx.vertx();
    try {
      assertThat(CertificateLoading.problems(vertx, config))
          .extracting(problem -> problem.path())
          .containsExactly(
              "listeners.alipayPlus.tls.certificate", "listeners.admin.tls.privateKey");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private void pair(String name) throws IOException {
    var made = SelfSignedCertificate.of(List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));
    write(name + ".crt", made.certificatePem());
    write(name + ".key", made.privateKeyPem());
  }

  private void write(String name, byte[] content) throws IOException {
    var file = Files.write(folder.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
