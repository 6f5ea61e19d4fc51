package io.plusgate.cli;

import static io.plusgate.cli.Typed.plusgate;
import static io.plusgate.system.ScriptedAlipayPlus.IN_PROCESS;
import static io.plusgate.system.ScriptedAlipayPlus.NOT_EXIST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.signature.TestKeys;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.FakeAlipayPlus.Received;
import io.plusgate.system.FakeBackend;
import io.plusgate.system.TestGateway;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A gateway of yesterday, its neighbours and its folder, which may be lost. */
final class RestoreSite implements AutoCloseable {
  private static final String API = "/aps/api/v1/payments/";

  /** What Alipay+ says of each payment when it is asked. */
  final Map<String, String> inquiries = new ConcurrentHashMap<>();

  private final Map<String, String> pays = new ConcurrentHashMap<>();
  private final Vertx vertx = Vertx.vertx();
  private final FakeAlipayPlus alipay = new FakeAlipayPlus(vertx);
  private final FakeBackend backend = new FakeBackend(vertx);
  private final Path place;
  private volatile Duration ago = aDay();
  private volatile boolean silent;
  private TestGateway gateway;

  RestoreSite(Path place) {
    this.place = place;
    alipay.script(this::answer);
    backend.answers(200, new String(ResultBody.of(Result.SUCCESS), UTF_8));
    gateway = gateway().start();
  }

  /** The configuration for commands, which are at home elsewhere. */
  static Path commandsConfig(Path place) throws IOException {
    var yaml = Files.readString(place.resolve("gateway.yaml"));
    return Files.writeString(
        place.resolve("command.yaml"),
        yaml.replace("privateKey: ", "privateKey: " + place + "/")
            .replace("file: ", "file: " + place + "/")
            .replace("path: data", "path: " + place + "/data"));
  }

  /** And two hours more where the window for a cancel would close during the test. */
  private static Duration aDay() {
    int hour = Instant.now().plus(Duration.ofMinutes(30)).atOffset(ZoneOffset.ofHours(8)).getHour();
    return Duration.ofHours(hour == 0 ? 26 : 24);
  }

  private TestGateway gateway() {
    return TestGateway.acqp(vertx, place)
        .alipayPlus(alipay.url())
        .backend(backend.url())
        .route("/alipayplus/notifyPayment", "notifyPayment", "/notifyPayment")
        .clock(() -> Clock.systemUTC().instant().minus(ago))
        .with("deadlines: { pay: 2s, inquiryPayment: 500ms, cancelPayment: 300ms }")
        .with(
            "inquiry: { schedules: { default: { gaps: [200ms], for: 10m } },"
                + " cancel: { gaps: [5s] } }");
  }

  /** Cancels are never answered. */
  private void answer(HttpServerResponse response, Received call) {
    var id = idIn(call);
    var answer =
        call.uri().endsWith("/pay")
            ? pays.getOrDefault(id, IN_PROCESS)
            : inquiries.getOrDefault(id, NOT_EXIST);
    if (!silent && !call.uri().endsWith("/cancelPayment")) {
      FakeAlipayPlus.sign(
          response, TestKeys.alipayPlusSigner(), TestGateway.CLIENT, call.uri(), answer);
    }
  }

  void pay(String id, String answer) {
    pays.put(id, answer);
    post("pay", id);
  }

  void post(String api, String id) {
    gateway.post(
        API + api,
        "{\"paymentRequestId\":\""
            + id
            + "\",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}}");
  }

  void backUp() throws IOException {
    assertThat(plusgate("store", "backup", backup(), "-c", commandsConfig(place)).code()).isZero();
  }

  Path backup() {
    return place.resolve("copy");
  }

  void loseTheFolder() throws IOException {
    gateway.close();
    try (var files = Files.walk(place.resolve("data"))) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  void stopTheGateway() {
    gateway.close();
  }

  /** From now on it is today. */
  void startTheGateway() {
    ago = Duration.ZERO;
    gateway = gateway().start();
  }

  void silent(boolean isSilent) {
    silent = isSilent;
  }

  String readiness() {
    return new String(gateway.get(gateway.adminUrl() + "/readyz").body(), UTF_8);
  }

  String metrics() {
    return new String(gateway.get(gateway.adminUrl() + "/metrics").body(), UTF_8);
  }

  String phase(String id) {
    var known = gateway.get(gateway.backendUrl() + "/payments/" + id);
    return new JsonObject(Buffer.buffer(known.body())).getString("phase", "unknown");
  }

  /** How many calls Alipay+ has got until now. */
  int calls() {
    return alipay.received.size();
  }

  /** Which payments the calls of this API were about, after so many calls. */
  List<String> calls(int from, String api) {
    return alipay.received.stream()
        .skip(from)
        .filter(call -> call.uri().endsWith("/" + api))
        .map(RestoreSite::idIn)
        .toList();
  }

  /** How often the backend was told until now. */
  int tellings() {
    return backend.received().size();
  }

  /** What it was told of which payment, after so many tellings. */
  Map<String, String> events(int from) {
    return backend.received().stream()
        .skip(from)
        .collect(
            Collectors.toMap(
                told -> told.header("Plusgate-Payment-Request-Id"),
                told -> told.header("Plusgate-Event"),
                (one, again) -> again));
  }

  Set<String> webhookIds(int from) {
    return backend.received().stream()
        .skip(from)
        .map(told -> told.header("Webhook-Id"))
        .collect(Collectors.toSet());
  }

  private static String idIn(Received call) {
    return new JsonObject(Buffer.buffer(call.body())).getString("paymentRequestId");
  }

  @Override
  public void close() {
    gateway.close();
    backend.close();
    alipay.close();
    Waiting.on(vertx.close());
  }
}
