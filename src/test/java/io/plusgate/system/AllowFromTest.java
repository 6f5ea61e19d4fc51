package io.plusgate.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code listeners.alipayPlus.allowFrom}: others are hung up on before they can ask anything. */
class AllowFromTest {
  private static final String ALLOWED = "127.0.0.2";
  private static final String OTHER = "127.0.0.3";
  private static final byte[] CALL =
      RawCall.head(
          "POST /nowhere HTTP/1.1",
          "Host: x",
          "X-Forwarded-For: " + ALLOWED,
          "Forwarded: for=" + ALLOWED,
          "Content-Length: 0",
          "Connection: close");

  @TempDir private Path folder;
  private Vertx vertx;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    gateway = TestGateway.acqp(vertx, folder);
    allow(ALLOWED + "/32, \"2001:db8::/32\"");
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    Waiting.on(vertx.close());
  }

  @Test
  void anAddressOnTheListIsAnswered() {
    var answer = RawCall.sendFrom(ALLOWED, gateway.alipayPlusUrl(), CALL);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), UTF_8)).contains("INVALID_API");
  }

  /** Its headers say that it comes from an address on the list. */
  @Test
  void anotherIsHungUpOnWhateverItsHeadersSay() {
    var answer = RawCall.sendFrom(OTHER, gateway.alipayPlusUrl(), CALL);

    assertThat(answer.head()).isEmpty();
    assertThat(refused()).isEqualTo("1.0");
  }

  @Test
  void theOtherListenersHaveNoSuchList() {
    assertThat(gateway.get(gateway.adminUrl() + "/livez").statusCode()).isEqualTo(200);
    assertThat(gateway.post("/nowhere", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void aReloadBringsAnotherListIntoForceOnOpenConnectionsToo() throws IOException {
    var at = URI.create(gateway.alipayPlusUrl());
    try (var open = new Socket()) {
      open.bind(new InetSocketAddress(ALLOWED, 0));
      open.connect(new InetSocketAddress(at.getHost(), at.getPort()));
      open.setSoTimeout(20_000);
      ask(open);
      assertThat(statusLine(open)).isEqualTo("HTTP/1.1 200 OK");

      allow(OTHER);
      assertThat(gateway.rewrite().reloaded().getString("state")).isEqualTo("applied");

      ask(open);
      assertThat(new String(open.getInputStream().readAllBytes(), UTF_8))
          .contains("HTTP/1.1 403 Forbidden", "address-refused");
      assertThat(RawCall.sendFrom(ALLOWED, gateway.alipayPlusUrl(), CALL).head()).isEmpty();
      assertThat(RawCall.sendFrom(OTHER, gateway.alipayPlusUrl(), CALL).status()).isEqualTo(200);
      assertThat(refused()).isEqualTo("2.0");
    }
  }

  /** Whoever is hung up on takes no room of those who may call. */
  @Test
  void theConnectionsOfOthersAreNotKept() {
    for (int call = 0; call < 20; call++) {
      assertThat(RawCall.sendFrom(OTHER, gateway.alipayPlusUrl(), CALL).head()).isEmpty();
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> metric("plusgate_connections{listener=\"alipayplus\"} ").equals("0.0"));
  }

  private void allow(String addresses) {
    gateway.alipayPlusListener("insecure: true, allowFrom: [ " + addresses + " ]");
  }

  private String refused() {
    return metric("plusgate_callers_refused_total{listener=\"alipayplus\",reason=\"address\"} ");
  }

  private String metric(String series) {
    return new String(gateway.get(gateway.adminUrl() + "/metrics").body(), UTF_8)
        .lines()
        .filter(line -> line.startsWith(series))
        .map(line -> line.substring(series.length()))
        .findFirst()
        .orElse("none");
  }

  private static void ask(Socket open) throws IOException {
    open.getOutputStream()
        .write(RawCall.head("POST /nowhere HTTP/1.1", "Host: x", "Content-Length: 0"));
  }

  /** Of an answer, whose head and body are then read away. */
  private static String statusLine(Socket open) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) open.getInputStream().read());
    }
    int length =
        head.toString()
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElseThrow();
    assertThat(new String(open.getInputStream().readNBytes(length), US_ASCII)).isNotEmpty();
    return head.substring(0, head.indexOf("\r\n"));
  }
}
