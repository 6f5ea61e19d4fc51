package io.plusgate.packaged;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.plusgate.signature.TestKeys;
import io.plusgate.system.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ConditionTimeoutException;

/**
 * All that a packaged gateway of an ACQP needs: the test keys, three free ports, a configuration
 * between two neighbours, and a folder for its store.
 */
public final class GatewayFolder {
  public static final String CONFIG = "gateway.yaml";

  private static final String YAML =
      """
      role: ACQP
      clients:
        - clientId: %s
          environment: sandbox
          partnerId: "1022188000000000001"
          privateKey: partner.pem
          keyVersion: 1
          alipayPlus:
            baseUrl: %s
            publicKeys: [ { keyVersion: 1, file: alipayplus.pem } ]
      listeners:
        backend: { port: %d }
        alipayPlus: { host: 127.0.0.1, port: %d, insecure: true }
        admin: { port: %d }
      backend:
        baseUrl: %s
        routes: [ { path: %s, api: notifyPayment, to: /notifyPayment } ]
      store: { type: embedded, path: data }
      %s
      """;

  private final Path folder;
  private final Map<String, Integer> ports =
      Map.of("backend", freePort(), "alipayPlus", freePort(), "admin", freePort());

  public GatewayFolder(Path folder) {
    this.folder = folder;
    secret("partner.pem", TestKeys.partnerPrivatePem());
    write("alipayplus.pem", TestKeys.alipayPlusPublicPem());
  }

  /**
   * Writes the configuration.
   *
   * @param notify the path on which Alipay+ notifies of payments
   * @param more lines of other sections
   */
  public void configure(String alipayPlusUrl, String backendUrl, String notify, String more) {
    write(
        CONFIG,
        YAML.formatted(
            TestGateway.CLIENT,
            alipayPlusUrl,
            port("backend"),
            port("alipayPlus"),
            port("admin"),
            backendUrl,
            notify,
            more));
  }

  /** Starts it, and returns when it is ready. */
  public Launched start() {
    var gateway = Launched.plusgate(folder, "run", "--config", CONFIG);
    try {
      await().atMost(60, SECONDS).until(() -> gateway.err().contains("ready role="));
      return gateway;
    } catch (ConditionTimeoutException never) {
      gateway.close();
      throw new AssertionError("not ready; err: " + gateway.err(), never);
    }
  }

  /** Of the listener with this name in the configuration. */
  public int port(String listener) {
    return Objects.requireNonNull(ports.get(listener), listener);
  }

  public String url(String listener) {
    return "http://127.0.0.1:" + port(listener);
  }

  /** A file that only its owner may read. */
  public void secret(String name, String content) {
    try {
      Files.setPosixFilePermissions(
          write(name, content), PosixFilePermissions.fromString("rw-------"));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  @CanIgnoreReturnValue
  public Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
