package io.plusgate.packaged;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Role;
import io.plusgate.signature.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** One gateway's folder, addresses and store, which outlive its processes. */
final class CrashSite {
  static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  static final String PATH = "/alipayplus/notifyPayment";

  private final Path folder;
  private final int alipayPlusPort = freePort();
  private final int backendPort = freePort();
  private final int adminPort = freePort();

  /** Makes the folder, with keys and configuration; Alipay+ is away. */
  CrashSite(Path folder, String store, int backend) {
    this(folder, store, backend, "http://127.0.0.1:9");
  }

  /** {@code sections} are those of the configuration that are not the same for all. */
  CrashSite(Path folder, String sections, int backend, String alipayPlus) {
    this(folder, Role.ACQP, sections, backend, alipayPlus);
  }

  /** The same for either role; a wallet's gateway has no routes here. */
  CrashSite(Path folder, Role role, String sections, int backend, String alipayPlus) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      Path key = Files.writeString(folder.resolve("partner.pem"), TestKeys.partnerPrivatePem());
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(folder.resolve("alipayplus.pem"), TestKeys.alipayPlusPublicPem());
      Files.writeString(folder.resolve("gateway.yaml"), yaml(role, sections, backend, alipayPlus));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  int alipayPlusPort() {
    return alipayPlusPort;
  }

  String backendUrl() {
    return "http://127.0.0.1:" + backendPort;
  }

  String adminUrl() {
    return "http://127.0.0.1:" + adminPort;
  }

  /** Starts the real process on this folder; it dies by itself at the step that is named. */
  Launched start(Optional<String> haltAt) {
    var options = haltAt.map(step -> List.of("-Dplusgate.haltAt=" + step)).orElse(List.of());
    return Launched.jar(folder, options, "run", "--config", "gateway.yaml");
  }

  /** Starts it as a user would. */
  Launched launch() {
    return Launched.plusgate(folder, "run", "--config", "gateway.yaml");
  }

  /** Waits until both neighbours can call, or the process has died. */
  void awaitOpen(Launched gateway) {
    await()
        .pollInterval(20, MILLISECONDS)
        .atMost(120, SECONDS)
        .until(() -> !gateway.isRunning() || isOpen());
  }

  private boolean isOpen() {
    return accepts(alipayPlusPort) && accepts(backendPort);
  }

  private static boolean accepts(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String yaml(Role role, String sections, int backend, String alipayPlus) {
    return String.join(
        "\n",
        "role: " + role,
        "clients:",
        "  - clientId: " + CLIENT,
        "    environment: sandbox",
        "    partnerId: \"1022188000000000001\"",
        "    privateKey: partner.pem",
        "    keyVersion: 1",
        "    alipayPlus:",
        "      baseUrl: " + alipayPlus,
        "      publicKeys: [ { keyVersion: 1, file: alipayplus.pem } ]",
        "listeners:",
        "  backend: { host: 127.0.0.1, port: " + backendPort + " }",
        "  alipayPlus: { host: 127.0.0.1, port: " + alipayPlusPort + ", insecure: true }",
        "  admin: { host: 127.0.0.1, port: " + adminPort + " }",
        "backend:",
        "  baseUrl: \"http://127.0.0.1:" + backend + "\"",
        "  routes: " + (role == Role.ACQP ? notified() : "[]"),
        "delivery: { retry: [100ms], timeout: 5s }",
        sections,
        "");
  }

  private String notified() {
    return "[ { path: " + PATH + ", api: notifyPayment, to: /" + folder.getFileName() + " } ]";
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
