package io.plusgate.doctor;

import io.plusgate.config.BackendConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Whether the payment backend accepts connections; it is sent nothing. */
final class BackendExam {
  private static final int LIMIT_MILLIS = 3_000;

  private BackendExam() {}

  static void examine(BackendConfig backend, Findings findings) {
    URI base = backend.baseUrl();
    long begun = System.nanoTime();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(base.getHost(), port(base)), LIMIT_MILLIS);
      findings.ok(
          "backend",
          base.toString(),
          "accepts connections ("
              + Duration.ofNanos(System.nanoTime() - begun).toMillis()
              + " ms)");
    } catch (IOException silent) {
      findings.unreachable(
          "backend",
          base.toString(),
          Wire.words(silent),
          "start it, or correct backend.baseUrl; until then deliveries wait and relayed calls are"
              + " answered U");
    }
  }

  /** The port of an address, the usual one where none stands. */
  static int port(URI address) {
    return address.getPort() >= 0
        ? address.getPort()
        : "https".equals(address.getScheme()) ? 443 : 80;
  }
}
