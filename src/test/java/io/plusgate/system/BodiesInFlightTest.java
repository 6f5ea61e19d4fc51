package io.plusgate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that weigh too much together are turned away, politely, and told as that. */
class BodiesInFlightTest {
  private static final int LIMIT = 20_000;

  @TempDir private Path folder;
  private Vertx vertx;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    gateway =
        TestGateway.mpp(vertx, folder)
            .with("limits: { bodyBytes: " + LIMIT + ", bodiesInFlight: " + LIMIT + " }")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    Waiting.on(vertx.close());
  }

  @Test
  void aHandOverThatIsTooMuchIsToldToComeBackAndIsNoFailureOfTheStore() throws IOException {
    try (var hanging = half(15_000)) {
      var answer = gateway.post("/handover/notifyPayment", new byte[8_000], Map.of());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(new String(answer.body(), UTF_8)).contains("\"code\":\"overloaded\"");
      assertThat(hanging.isConnected()).isTrue();
    }
  }

  /** A caller whose body has come for the most part, and then no further. */
  private Socket half(int bytes) throws IOException {
    var address = URI.create(gateway.backendUrl());
    var socket = new Socket(address.getHost(), address.getPort());
    var head =
        "POST /handover/notifyPayment HTTP/1.1\r\nHost: a\r\nContent-Length: 19000\r\n\r\n"
            .getBytes(UTF_8);
    socket.getOutputStream().write(head);
    socket.getOutputStream().write(new byte[bytes]);
    await().until(() -> inFlight() >= bytes);
    return socket;
  }

  private double inFlight() {
    var metrics = new String(gateway.get(gateway.adminUrl() + "/metrics").body(), UTF_8);
    return metrics
        .lines()
        .filter(line -> line.startsWith("plusgate_bodies_bytes{") && line.contains("backend"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
