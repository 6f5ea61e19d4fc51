package io.plusgate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.TestKeys;
import io.plusgate.signature.TrustedKey;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A backend that pays and an Alipay+ that notifies, so many times a second whatever comes back;
 * Alipay+'s side signs with a key and verifies calls and answers with those that it knows.
 */
public final class BothWays implements AutoCloseable {
  public static final String CLIENT = TestGateway.CLIENT;
  public static final String NOTIFY = "/alipayplus/notifyPayment";
  public static final ProviderSwitch JDK = new ProviderSwitch(CryptoProvider.jdk());

  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String RESULT =
      "{\"resultCode\":\"%s\",\"resultStatus\":\"%s\",\"resultMessage\":\"test\"}";

  /** Each of them makes its calls one after the other. */
  private static final int CALLERS = 4;

  private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(2 * CALLERS);
  private final List<Future<?>> load = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger ids = new AtomicInteger();
  private final BodyDigest paysSent = new BodyDigest();
  private final BodyDigest paysArrived = new BodyDigest();
  private final BodyDigest notificationsSent = new BodyDigest();
  private final BodyDigest notificationsArrived = new BodyDigest();
  private final FakeAlipayPlus alipay;
  private final FakeBackend backend;
  private final String backendSide;
  private final String alipayPlusSide;
  private volatile MessageSigner signer = TestKeys.alipayPlusSigner();
  private volatile MessageVerifier known = knowing(TestKeys.partner());
  private long began;

  /** Towards the gateway's two ports on this machine; nothing is called yet. */
  public BothWays(Vertx vertx, int backendPort, int alipayPlusPort) {
    backendSide = "http://127.0.0.1:" + backendPort;
    alipayPlusSide = "http://127.0.0.1:" + alipayPlusPort;
    alipay = new FakeAlipayPlus(vertx);
    alipay.script(
        (response, call) -> {
          note(isOurs(call), "Alipay+ does not know the key of a call");
          boolean asked = call.uri().endsWith("/inquiryPayment");
          if (call.uri().equals(PAY)) {
            paysArrived.add(call.body());
          }
          String result = asked ? RESULT.formatted("ORDER_NOT_EXIST", "F") : success();
          String body = "{\"result\":" + result + "}";
          FakeAlipayPlus.sign(response, signer, CLIENT, call.uri(), body);
        });
    backend = new FakeBackend(vertx);
    backend.script(
        (response, call) -> {
          notificationsArrived.add(call.body());
          response.end("{\"result\":" + success() + "}");
        });
  }

  public String alipayPlusUrl() {
    return alipay.url();
  }

  public String backendUrl() {
    return backend.url();
  }

  public void alipayPlusSignsWith(MessageSigner next) {
    signer = next;
  }

  public void alipayPlusKnows(KeyPair... partnerKeys) {
    known = knowing(partnerKeys);
  }

  /** Half of them pays, half of them notifications. */
  public void begin(int perSecond) {
    began = System.nanoTime();
    long gap = Duration.ofSeconds(1).toNanos() * 2 * CALLERS / perSecond;
    for (int caller = 0; caller < CALLERS; caller++) {
      load.add(callers.scheduleAtFixedRate(this::pay, 0, gap, NANOSECONDS));
      load.add(callers.scheduleAtFixedRate(this::notifyPayment, gap / 2, gap, NANOSECONDS));
    }
  }

  /** Returns when so many more have ended. */
  public void goOnFor(int more) {
    int until = ended.get() + more;
    await().atMost(Duration.ofSeconds(60)).until(() -> ended.get() >= until);
  }

  /** No more calls; how many a second there were. */
  public double end() {
    load.forEach(one -> one.cancel(false));
    callers.shutdown();
    await().atMost(Duration.ofSeconds(60)).until(callers::isTerminated);
    return ended.get() * 1e9 / (System.nanoTime() - began);
  }

  /** Returns when every byte of both directions has arrived on the other side, and no more. */
  public void awaitEveryByte() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(paysArrived).hasToString(paysSent.toString());
              assertThat(notificationsArrived).hasToString(notificationsSent.toString());
            });
  }

  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** One notification more, signed with this key; what the gateway said. */
  public String notified(String id, MessageSigner with) {
    return told(notification(id), with);
  }

  /** As Alipay+ does it: signs the call, and believes the answer only when it knows its key. */
  private String told(String body, MessageSigner with) {
    String time = MessageTime.format(Instant.now());
    var answer =
        send(
            HttpRequest.newBuilder(URI.create(alipayPlusSide + NOTIFY))
                .header("Content-Type", "application/json; charset=UTF-8")
                .header(AlipayHeader.CLIENT_ID, CLIENT)
                .header(AlipayHeader.REQUEST_TIME, time)
                .header(
                    AlipayHeader.SIGNATURE, with.sign(NOTIFY, CLIENT, time, body.getBytes(UTF_8)))
                .POST(BodyPublishers.ofString(body)));
    String answered = answer.headers().firstValue(AlipayHeader.RESPONSE_TIME).orElse("");
    String signed = answer.headers().firstValue(AlipayHeader.SIGNATURE).orElse("");
    note(isOurs(NOTIFY, answered, signed, answer.body()), "Alipay+ does not know an answer's key");
    return new String(answer.body(), UTF_8);
  }

  @Override
  public void close() {
    callers.shutdownNow();
    alipay.close();
    backend.close();
  }

  private void pay() {
    var body = "{\"paymentRequestId\":\"p-%d\"}".formatted(ids.incrementAndGet());
    paysSent.add(body.getBytes(UTF_8));
    var answer =
        send(
            HttpRequest.newBuilder(URI.create(backendSide + PAY))
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(BodyPublishers.ofString(body)));
    note(answer.statusCode() == 200, "pay " + new String(answer.body(), UTF_8));
    ended.incrementAndGet();
  }

  private void notifyPayment() {
    String body = notification("n-" + ids.incrementAndGet());
    notificationsSent.add(body.getBytes(UTF_8));
    String answer = told(body, signer);
    note(answer.contains("SUCCESS"), "notifyPayment " + answer);
    ended.incrementAndGet();
  }

  private static String notification(String id) {
    return "{\"paymentRequestId\":\"%s\",\"paymentId\":\"p\",\"paymentResult\":%s}"
        .formatted(id, success());
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
    } catch (IOException broken) {
      failures.add(broken.toString());
      throw new AssertionError(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private boolean isOurs(FakeAlipayPlus.Received call) {
    return isOurs(
        call.uri(),
        call.header(AlipayHeader.REQUEST_TIME),
        call.header(AlipayHeader.SIGNATURE),
        call.body());
  }

  private boolean isOurs(String path, String time, String signature, byte[] body) {
    return known
        .verify(path, CLIENT, time, signature, body)
        .match(verified -> true, rejected -> false);
  }

  private void note(boolean fine, String what) {
    if (!fine) {
      failures.add(what);
    }
  }

  private static String success() {
    return RESULT.formatted("SUCCESS", "S");
  }

  private static MessageVerifier knowing(KeyPair... partnerKeys) {
    var keys =
        Stream.of(partnerKeys)
            .map(pair -> new TrustedKey("1", (RSAPublicKey) pair.getPublic()))
            .toList();
    return new MessageVerifier(new KeyRing(keys), JDK);
  }
}
