package io.plusgate.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that answers anything but HTTP 200: the delivery waits, counted, until it is taken. */
class BadBackendTest {
  private static final String PATH = "/alipayplus/notifyPayment";
  private static final String TIME = "2026-11-25T12:00:00+08:00";
  private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final int MEGABYTE = 1024 * 1024;

  @TempDir private Path folder;
  private final AtomicInteger posts = new AtomicInteger();
  private Vertx vertx;
  private NetServer backend;
  private TestGateway gateway;
  private volatile Handler<NetSocket> answer = socket -> {};

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    backend = vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(0));
    backend.connectHandler(this::take);
    Waiting.on(backend.listen());
    gateway =
        TestGateway.acqp(vertx, folder)
            .backend("http://127.0.0.1:" + backend.actualPort())
            .route(PATH, "notifyPayment", "/notifyPayment")
            .with("delivery: { retry: [100ms], timeout: 400ms }")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    Waiting.on(backend.close());
    Waiting.on(vertx.close());
  }

  @Test
  void triesAgainAfterAnAnswerThatIsNotHttp() {
    assertRetriedUntilFine(socket -> say(socket, "\u0000\u0001 garbage\r\n\r\n\r\n"));
  }

  @Test
  void triesAgainAfterNoAnswerAtAll() {
    assertRetriedUntilFine(socket -> {});
  }

  @Test
  void triesAgainWhenTheBackendHangsUpInItsAnswer() {
    assertRetriedUntilFine(
        socket -> {
          say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"result\":");
          socket.close().onFailure(gone -> {});
        });
  }

  @Test
  void triesAgainWhenTheBackendHangsInItsAnswer() {
    assertRetriedUntilFine(
        socket -> say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"result\":"));
  }

  @Test
  void triesAgainWhenTheResultIsNotSuccess() {
    String failed = "{\"result\":{\"resultCode\":\"X\",\"resultStatus\":\"F\"}}";

    assertRetriedUntilFine(
        socket ->
            say(
                socket,
                "HTTP/1.1 200 OK\r\nContent-Length: " + failed.length() + "\r\n\r\n" + failed));
  }

  @Test
  void followsNoRedirect() {
    var elsewhere = new FakeBackend(vertx);
    elsewhere.answers(200, "");
    String location = "Location: " + elsewhere.url() + "/notifyPayment\r\n";

    assertRetriedUntilFine(
        socket -> say(socket, "HTTP/1.1 307 Go\r\n" + location + "Content-Length: 0\r\n\r\n"));

    assertThat(elsewhere.received()).isEmpty();
    elsewhere.close();
  }

  @Test
  void readsNoMoreOfAHundredAnnouncedMegabytesThanTheLimit() {
    var pushed = new AtomicLong();

    assertRetriedUntilFine(
        socket -> {
          say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + 100 * MEGABYTE + "\r\n\r\n");
          pour(socket, pushed);
        });

    assertThat(pushed).hasValueLessThan(50L * MEGABYTE);
  }

  @Test
  void readsNoMoreOfAnEndlessAnswerThanTheLimit() {
    var pushed = new AtomicLong();

    assertRetriedUntilFine(
        socket -> {
          say(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
          pour(socket, pushed);
        });

    assertThat(pushed).hasValueLessThan(50L * MEGABYTE);
  }

  private void assertRetriedUntilFine(Handler<NetSocket> bad) {
    answer = bad;

    notifyPaid();
    await().atMost(30, SECONDS).until(() -> posts.get() >= 2);
    assertThat(verdicts("done")).isZero();
    assertThat(verdicts("retry")).isPositive();
    answer = socket -> say(socket, FINE);

    await().atMost(30, SECONDS).until(() -> verdicts("done") == 1);
    assertThat(verdicts("parked")).isZero();
  }

  /** One post is one packet of head and body here; more of the same post is not counted. */
  private void take(NetSocket socket) {
    socket.exceptionHandler(cut -> {});
    socket.handler(
        bytes -> {
          if (bytes.toString(StandardCharsets.ISO_8859_1).startsWith("POST ")) {
            posts.incrementAndGet();
            answer.handle(socket);
          }
        });
  }

  private static void say(NetSocket socket, String text) {
    socket.write(Buffer.buffer(text, "ISO-8859-1")).onFailure(cut -> {});
  }

  /** A megabyte at a time, as fast as the other side takes them, until a hundred or the end. */
  private static void pour(NetSocket socket, AtomicLong pushed) {
    socket
        .write(Buffer.buffer(new byte[MEGABYTE]))
        .onSuccess(
            taken -> {
              if (pushed.addAndGet(MEGABYTE) < 100L * MEGABYTE) {
                pour(socket, pushed);
              }
            });
  }

  private long verdicts(String verdict) {
    var metrics = gateway.get(gateway.adminUrl() + "/metrics");
    return new String(metrics.body(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("plusgate_deliveries_total"))
        .filter(line -> line.contains("verdict=\"" + verdict + "\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private void notifyPaid() {
    byte[] body =
        "{\"paymentRequestId\":\"p1\",\"paymentResult\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\"}}"
            .getBytes(StandardCharsets.UTF_8);
    var signature = TestKeys.alipayPlusSigner().sign(PATH, TestGateway.CLIENT, TIME, body);
    var acknowledged =
        gateway.send(
            HttpRequest.newBuilder(URI.create(gateway.alipayPlusUrl() + PATH))
                .POST(BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json")
                .header(AlipayHeader.CLIENT_ID, TestGateway.CLIENT)
                .header(AlipayHeader.REQUEST_TIME, TIME)
                .header(AlipayHeader.SIGNATURE, signature)
                .build());
    assertThat(ResultBody.read(acknowledged.body())).contains(Result.SUCCESS);
  }
}
