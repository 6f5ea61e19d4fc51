package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.TestKeys;
import io.plusgate.signature.TrustedKey;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides change their keys, one step after the other, while calls go both ways. */
class KeyRotationTest {
  private static final ProviderSwitch JDK = new ProviderSwitch(CryptoProvider.jdk());
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final String RESULT =
      "{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}";
  private static final String OLD = "{ keyVersion: 1, file: alipayplus-public.pem, state: %s }";
  private static final String NEW = "{ keyVersion: 2, file: alipayplus-next.pem, state: %s }";
  private static final int CALLERS = 3;
  private static final int CALLS_PER_STEP = 200;

  @TempDir private Path folder;
  private final ExecutorService callers = Executors.newFixedThreadPool(2 * CALLERS);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final KeyPair partnerNext = RsaKeyPairs.generate(2048);
  private final KeyPair alipayPlusNext = RsaKeyPairs.generate(2048);
  private volatile MessageSigner alipayPlusSigns = TestKeys.alipayPlusSigner();
  private volatile MessageVerifier alipayPlusKnows = knows(TestKeys.partner());
  private volatile boolean over;
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    alipay.script(
        (response, call) -> {
          note(isOurs(call), "Alipay+ does not know the key of a call");
          String body = "{\"result\":" + RESULT + "}";
          FakeAlipayPlus.sign(response, alipayPlusSigns, TestGateway.CLIENT, call.uri(), body);
        });
    backend = new FakeBackend(vertx);
    backend.answers(200, "{\"result\":" + RESULT + "}");
    Files.writeString(
        folder.resolve("alipayplus-next.pem"), RsaKeyPairs.pem(alipayPlusNext.getPublic()));
    Path next = folder.resolve("partner-next.pem");
    Files.writeString(next, RsaKeyPairs.pem(partnerNext.getPrivate()));
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
    gateway =
        TestGateway.acqp(vertx, folder)
            .alipayPlus(alipay.url())
            .backend(backend.url())
            .route(NOTIFY, "notifyPayment", "/notifyPayment")
            .with("reload: { watch: false }")
            .start();
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
    gateway.close();
    alipay.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void losesNoCallWhileBothSidesChangeTheirKeys() throws IOException {
    var load = new ArrayList<CompletableFuture<Void>>();
    for (int caller = 0; caller < CALLERS; caller++) {
      String name = "c" + caller;
      load.add(CompletableFuture.runAsync(() -> pay(name), callers));
      load.add(CompletableFuture.runAsync(() -> notifyPayment(name), callers));
    }
    carryOn();
    theirKeys(OLD.formatted("active"), NEW.formatted("staged"));
    // A call that began before keeps the keys it began with: Alipay+ does not turn in that moment.
    carryOn();
    alipayPlusSigns = new MessageSigner(alipayPlusNext.getPrivate(), "2", JDK);
    carryOn();
    theirKeys(OLD.formatted("retiring"), NEW.formatted("active"));
    String lastUseOfOld = card("verify", "1").getJsonObject("lastUsed").encode();
    carryOn();
    alipayPlusKnows = knows(TestKeys.partner(), partnerNext);
    ourKey("partner-next.pem", 2);
    carryOn();
    alipayPlusKnows = knows(partnerNext);
    carryOn();
    over = true;
    load.forEach(CompletableFuture::join);
    var before = card("verify", "1");
    theirKeys(OLD.formatted("revoked"), NEW.formatted("active"));
    var after = notified("late", TestKeys.alipayPlusSigner());

    assertThat(failures).isEmpty();
    assertThat(before.getJsonObject("lastUsed").encode()).isEqualTo(lastUseOfOld);
    assertThat(after).contains("INVALID_SIGNATURE");
    assertThat(card("verify", "1").getString("state")).isEqualTo("revoked");
    assertThat(card("verify", "2").getJsonObject("lastUsed").fieldNames())
        .containsExactlyInAnyOrder("outbound", "inbound");
    assertThat(card("sign", "2").getString("file")).endsWith("partner-next.pem");
    await().untilAsserted(() -> assertThat(metrics()).contains(used("sign"), used("verify")));
  }

  @Test
  void goesBackToTheOldKeyWithOneReload() throws IOException {
    ourKey("partner-next.pem", 2);
    assertThat(gateway.post(PAY, "{}").statusCode()).isEqualTo(200);
    assertThat(failures).isNotEmpty();
    failures.clear();

    ourKey("partner-private.pem", 1);

    assertThat(gateway.post(PAY, "{}").statusCode()).isEqualTo(200);
    assertThat(failures).isEmpty();
  }

  @Test
  void keepsAtLeastOneKeyThatItBelieves() throws IOException {
    String yaml = replaced("publicKeys: .*", "publicKeys: [ " + OLD.formatted("revoked") + " ]");
    Files.writeString(folder.resolve("gateway.yaml"), yaml);

    var outcome = gateway.reloaded();

    assertThat(outcome.getString("state")).isEqualTo("refused");
    assertThat(outcome.getJsonArray("problems").toString()).contains("all revoked");
  }

  private void carryOn() {
    int until = calls.get() + CALLS_PER_STEP;
    await().atMost(Duration.ofSeconds(60)).until(() -> calls.get() > until || over);
  }

  private void theirKeys(String... keys) throws IOException {
    take(replaced("publicKeys: .*", "publicKeys: [ " + String.join(", ", keys) + " ]"));
  }

  private void ourKey(String file, int version) throws IOException {
    take(
        replaced("privateKey: partner-\\S+", "privateKey: " + file)
            .replaceAll("(?m)^    keyVersion: \\d", "    keyVersion: " + version));
  }

  private String replaced(String pattern, String instead) throws IOException {
    return Files.readString(folder.resolve("gateway.yaml")).replaceAll(pattern, instead);
  }

  private void take(String yaml) throws IOException {
    Files.writeString(folder.resolve("gateway.yaml"), yaml);
    var outcome = gateway.reloaded();
    note(outcome.getString("state").equals("applied"), outcome.encode());
  }

  private void pay(String caller) {
    for (int n = 0; !over; n++) {
      var answer = gateway.post(PAY, "{\"paymentRequestId\":\"%s-%d\"}".formatted(caller, n));
      note(answer.statusCode() == 200, "pay " + new String(answer.body(), StandardCharsets.UTF_8));
    }
  }

  private void notifyPayment(String caller) {
    for (int n = 0; !over; n++) {
      String answer = notified(caller + "-n-" + n, alipayPlusSigns);
      note(answer.contains("SUCCESS"), "notifyPayment " + answer);
    }
  }

  /** As Alipay+ does it: signs the call, and believes the answer only when it knows its key. */
  private String notified(String id, MessageSigner signer) {
    String body =
        "{\"paymentRequestId\":\"%s\",\"paymentId\":\"p\",\"paymentResult\":%s}"
            .formatted(id, RESULT);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String time = MessageTime.format(Instant.now());
    String signature = signer.sign(NOTIFY, TestGateway.CLIENT, time, bytes);
    var answer =
        gateway.notified(
            NOTIFY,
            body,
            Map.of(AlipayHeader.REQUEST_TIME, time, AlipayHeader.SIGNATURE, signature));
    String answered = answer.headers().firstValue(AlipayHeader.RESPONSE_TIME).orElse("");
    String signed = answer.headers().firstValue(AlipayHeader.SIGNATURE).orElse("");
    note(isOurs(NOTIFY, answered, signed, answer.body()), "Alipay+ does not know an answer's key");
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private boolean isOurs(FakeAlipayPlus.Received call) {
    return isOurs(
        call.uri(),
        call.header(AlipayHeader.REQUEST_TIME),
        call.header(AlipayHeader.SIGNATURE),
        call.body());
  }

  private boolean isOurs(String path, String time, String signature, byte[] body) {
    return alipayPlusKnows
        .verify(path, TestGateway.CLIENT, time, signature, body)
        .match(verified -> true, rejected -> false);
  }

  private void note(boolean fine, String what) {
    calls.incrementAndGet();
    if (!fine) {
      failures.add(what);
      over = true;
    }
  }

  private JsonObject card(String use, String keyVersion) {
    var answer =
        new JsonObject(Buffer.buffer(gateway.get(gateway.adminUrl() + "/api/v1/keys").body()));
    return answer.getJsonArray("keys").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("use").equals(use))
        .filter(one -> keyVersion.equals(one.getString("keyVersion")))
        .findFirst()
        .orElseThrow();
  }

  private String metrics() {
    return new String(gateway.get(gateway.adminUrl() + "/metrics").body(), StandardCharsets.UTF_8);
  }

  private static String used(String operation) {
    return "plusgate_key_last_used_seconds{direction=\"inbound\",operation=\"%s\",version=\"2\"}"
        .formatted(operation);
  }

  private static MessageVerifier knows(KeyPair... partnerKeys) {
    var keys =
        List.of(partnerKeys).stream()
            .map(pair -> new TrustedKey("1", (RSAPublicKey) pair.getPublic()))
            .toList();
    return new MessageVerifier(new KeyRing(keys), JDK);
  }
}
