package io.plusgate.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.config.ConfigKey;
import io.plusgate.config.ConfigReader;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console asks of a running gateway, and who else may ask it. */
class ConsoleApiTest {
  private static final String PATH = "/alipayplus/notifyPayment";
  private static final String TIME = "2026-11-25T12:00:00+08:00";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    backend = new FakeBackend(vertx);
    backend.answers(422, "");
    gateway =
        TestGateway.acqp(vertx, folder)
            .backend(backend.url())
            .route(PATH, "notifyPayment", "/notifyPayment")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void saysWhoseParkedDeliveriesAreAndWhatToDo() {
    assertThat(notifiedSuccess("p1").statusCode()).isEqualTo(200);

    await().atMost(30, SECONDS).until(() -> !get("overview").getJsonArray("attention").isEmpty());

    var attention = get("overview").getJsonArray("attention").getJsonObject(0);
    assertThat(attention.getString("level")).isEqualTo("act");
    assertThat(attention.getString("whose")).isEqualTo("backend");
    assertThat(attention.getString("what")).contains("1 delivery");
    assertThat(attention.getString("toDo")).contains("send them again");
  }

  @Test
  void remembersTheTrafficOfTheLastMinutes() {
    var answer = gateway.post("/aps/api/v1/payments/inquiryPayment", "{}");
    assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);

    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () -> {
              var series = get("overview").getJsonObject("traffic").getJsonArray("series");
              assertThat(series).hasSize(1);
              var one = series.getJsonObject(0);
              assertThat(one.getString("api")).isEqualTo("inquiryPayment");
              assertThat(one.getJsonArray("requests")).hasSize(120);
              assertThat(sum(one.getJsonArray("alipayPlus"))).isEqualTo(1);
            });
  }

  @Test
  void tellsFingerprintsAndVersionsButNoKey() {
    String answer = text("keys");

    assertThat(answer).contains("\"use\":\"sign\"").contains("\"use\":\"verify\"");
    assertThat(answer).contains(TestKeys.partnerFingerprint()).contains("\"keyVersion\":\"1\"");
    assertThat(answer).doesNotContain("PRIVATE").doesNotContain("MII");
  }

  @Test
  void showsTheConfigurationUnderTheNamesOfTheFile() {
    Set<String> known =
        ConfigReader.gatewayKeys().stream().map(ConfigKey::path).collect(Collectors.toSet());

    var unknown = leaves("", get("config")).filter(leaf -> !isKnown(leaf, known)).toList();

    assertThat(unknown).isEmpty();
  }

  @Test
  void showsNoSecretOfTheConfiguration() {
    assertThat(text("config"))
        .contains("(content of ")
        .doesNotContain("PRIVATE")
        .doesNotContain("MII");
  }

  @Test
  void findsAPaymentsDeliveriesByEitherId() {
    assertThat(notifiedSuccess("<script>alert(1)</script>").statusCode()).isEqualTo(200);
    await().atMost(30, SECONDS).until(() -> backend.received().size() == 1);

    String webhookId = backend.received().get(0).header("Webhook-Id");
    var byPayment = get("search?id=%3Cscript%3Ealert(1)%3C/script%3E");

    assertThat(each(byPayment.getJsonArray("deliveries"), "webhookId")).containsExactly(webhookId);
    assertThat(each(get("search?id=" + webhookId).getJsonArray("deliveries"), "paymentRequestId"))
        .containsExactly("<script>alert(1)</script>");
    assertThat(get("search?id=nobody").getJsonArray("deliveries")).isEmpty();
    assertThat(ask("search").statusCode()).isEqualTo(400);
  }

  @Test
  void keepsTheLastTwoHundredAlarms() {
    assertThat(notifiedSuccess("twice").statusCode()).isEqualTo(200);
    assertThat(notified("twice", "F").statusCode()).isEqualTo(200);

    await().atMost(30, SECONDS).until(() -> get("alarms").getLong("raised") == 1);

    var alarm = get("alarms").getJsonArray("alarms").getJsonObject(0);
    assertThat(alarm.getString("kind")).isEqualTo("other-outcome");
    assertThat(alarm.getBoolean("contradiction")).isTrue();
    assertThat(alarm.getString("whatToDo")).contains("ask Alipay+");
    assertThat(get("alarms").getInteger("kept")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console/", "/console/index.html", "/console/app.js"})
  void servesThePageUnderAStrictPolicy(String path) {
    var page = gateway.get(gateway.adminUrl() + path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self';")
        .doesNotContain("unsafe")
        .doesNotContain("http");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void sendsAFileAgainOnlyWhenItChanged() {
    var url = URI.create(gateway.adminUrl() + "/console/app.js");
    String tag = header(gateway.send(HttpRequest.newBuilder(url).build()), "ETag");

    var again = gateway.send(HttpRequest.newBuilder(url).header("If-None-Match", tag).build());

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/console/../AdminApi.class, 400",
    "/console/%2e%2e/x, 400",
    "/console/nothing.js, 404"
  })
  void servesNothingElse(String path, int status) {
    assertThat(gateway.get(gateway.adminUrl() + path).statusCode()).isEqualTo(status);
  }

  @Test
  void refusesAPageOfAnotherOrigin() {
    var url = URI.create(gateway.adminUrl() + "/api/v1/overview");

    var foreign =
        gateway.send(HttpRequest.newBuilder(url).header("Origin", "http://evil.test").build());
    var own =
        gateway.send(HttpRequest.newBuilder(url).header("Origin", gateway.adminUrl()).build());

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(new JsonObject(text(foreign)).getString("code")).isEqualTo("foreign-origin");
    assertThat(own.statusCode()).isEqualTo(200);
  }

  @Test
  void refusesANameThatWasPointedAtLoopback() {
    String call = "GET /api/v1/keys HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n";

    var answer = RawCall.send(gateway.adminUrl(), call.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(403);
  }

  private HttpResponse<byte[]> notifiedSuccess(String id) {
    return notified(id, "S");
  }

  private HttpResponse<byte[]> notified(String id, String status) {
    return gateway.notified(
        PATH,
        "{\"paymentRequestId\":\""
            + id
            + "\",\"paymentId\":\"2026\",\"paymentTime\":\""
            + TIME
            + "\",\"paymentAmount\":{\"currency\":\"JPY\",\"value\":\"100\"},\"paymentResult\":"
            + "{\"resultCode\":\"SUCCESS\",\"resultStatus\":\""
            + status
            + "\",\"resultMessage\":\"ok\"}}");
  }

  private HttpResponse<byte[]> ask(String what) {
    return gateway.get(gateway.adminUrl() + "/api/v1/" + what);
  }

  private JsonObject get(String what) {
    return new JsonObject(text(what));
  }

  private String text(String what) {
    return text(ask(what));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static List<String> each(JsonArray rows, String name) {
    return rows.stream().map(row -> ((JsonObject) row).getString(name)).toList();
  }

  private static long sum(JsonArray numbers) {
    return numbers.stream().mapToLong(number -> ((Number) number).longValue()).sum();
  }

  private static boolean isKnown(String leaf, Set<String> known) {
    return known.contains(leaf)
        || known.contains(leaf + ".file")
        || known.contains(leaf + "File")
        || known.stream().anyMatch(key -> key.contains("*") && leaf.matches(pattern(key)));
  }

  private static String pattern(String key) {
    return key.replace("[", "\\[").replace("]", "\\]").replace(".", "\\.").replace("*", "[^.]+");
  }

  private static Stream<String> leaves(String path, Object value) {
    if (value instanceof JsonObject object) {
      return object.stream()
          .flatMap(
              member ->
                  leaves(
                      path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                      member.getValue()));
    }
    if (value instanceof JsonArray array && array.stream().anyMatch(JsonObject.class::isInstance)) {
      return array.stream().flatMap(element -> leaves(path + "[]", element));
    }
    return Stream.of(path);
  }
}
