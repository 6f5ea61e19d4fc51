package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.backend.WebhookSignature;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which backends doctor calls sound, and what it says of those that are not. */
class DoctorBackendTest {
  private static final String SECRET = "whsec_dGVzdC1vbmx5LXNlY3JldC1vZi1kb2N0b3I=";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();

  /** What a backend keeps of each payment. */
  private final Map<String, String> books = new ConcurrentHashMap<>();

  private final Map<String, Boolean> webhookIds = new ConcurrentHashMap<>();
  private String url = "";

  /** How a backend answers one delivery. */
  private interface Backend {
    int status(HttpServerRequest request, JsonObject body);
  }

  @BeforeEach
  void init() {
    var made = Typed.plusgate("init", "--sample", "--folder", folder);
    assertThat(made.code()).describedAs(made.err()).isZero();
  }

  @AfterEach
  void close() {
    Waiting.on(vertx.close());
  }

  @Test
  void findsABackendSoundThatChecksAndRemembers() throws IOException {
    serve(this::sound);

    var seen = doctor("--check", url + "/books/{id}");

    assertThat(seen.code()).describedAs(seen.out()).isZero();
    assertThat(checks(seen))
        .contains("duplicate", "replay", "late", "early", "reordered, newer first", "contradicting")
        .contains("contradicting, in the books", "forged signature", "signed an hour ago");
  }

  @Test
  void seesABackendThatRefusesWhatItKnows() throws IOException {
    serve((request, body) -> isKnown(request) ? 409 : sound(request, body));

    var seen = doctor();

    assertThat(seen.code()).isEqualTo(1);
    assertThat(failed(seen)).contains("duplicate", "replay").doesNotContain("early", "late");
  }

  @Test
  void seesABackendThatAppliesAContradiction() throws IOException {
    serve(
        (request, body) -> {
          int status = sound(request, body);
          books.put(id(body), body.getJsonObject("paymentResult").getString("resultStatus"));
          return status;
        });

    var seen = doctor("--check", url + "/books/{id}");

    assertThat(failed(seen)).containsExactly("contradicting, in the books");
  }

  @Test
  void seesABackendThatBelievesAnybody() throws IOException {
    serve((request, body) -> 200);

    var seen = doctor();

    assertThat(failed(seen)).containsExactly("forged signature", "signed an hour ago");
  }

  @Test
  void findsAnEarlyEventSafeWhenItIsAskedForAgainButNotWhenItIsParked() throws IOException {
    serve((request, body) -> id(body).endsWith("-early") ? 404 : sound(request, body));
    assertThat(failed(doctor())).isEmpty();

    serve((request, body) -> id(body).endsWith("-early") ? 422 : sound(request, body));
    assertThat(failed(doctor())).containsExactly("early");
  }

  @Test
  void looksIntoTheBooksByACommandToo() throws IOException {
    serve(this::sound);

    var seen = doctor("--check", "echo payment $PAYMENT_REQUEST_ID");

    assertThat(seen.code()).describedAs(seen.out()).isZero();
    assertThat(checks(seen)).contains("duplicate, in the books");
  }

  @Test
  void answersThreeWhenNobodyIsThereAndTwoInProduction() throws IOException {
    url = "http://127.0.0.1:1";
    assertThat(doctor().code()).isEqualTo(3);

    Path file = folder.resolve("doctor.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("environment: sandbox", "environment: production")
            .replace("SANDBOX_", "PROD_"));
    var refused = Typed.plusgate("doctor", "backend", "--config", file);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("is for production");
  }

  /** Verifies, takes what it knows without doing anything, and keeps the first result. */
  private int sound(HttpServerRequest request, JsonObject body) {
    long timestamp = Long.parseLong(request.getHeader("Webhook-Timestamp"));
    String signature =
        WebhookSignature.of(SECRET)
            .sign(request.getHeader("Webhook-Id"), timestamp, body.encode().getBytes(UTF_8));
    boolean fresh = Math.abs(Instant.now().getEpochSecond() - timestamp) < 300;
    if (!signature.equals(request.getHeader("Webhook-Signature")) || !fresh) {
      return 401;
    }
    webhookIds.put(request.getHeader("Webhook-Id"), true);
    books.putIfAbsent(id(body), body.getJsonObject("paymentResult").getString("resultStatus"));
    return 200;
  }

  private boolean isKnown(HttpServerRequest request) {
    return webhookIds.containsKey(request.getHeader("Webhook-Id"));
  }

  private static String id(JsonObject body) {
    return body.getString("paymentRequestId");
  }

  private void serve(Backend backend) {
    var server =
        Waiting.on(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> request.body().onSuccess(body -> answer(backend, request, body)))
                .listen(0, "127.0.0.1"));
    url = "http://127.0.0.1:" + server.actualPort();
  }

  private void answer(Backend backend, HttpServerRequest request, Buffer body) {
    boolean delivery = request.path().equals("/notifyPayment");
    var response = request.response();
    response.setStatusCode(delivery ? backend.status(request, new JsonObject(body)) : 200);
    String said = delivery ? "" : String.valueOf(books.get(request.path().replace("/books/", "")));
    response.end(said).onFailure(gone -> {});
  }

  private Typed doctor(String... more) throws IOException {
    Path secret = Files.writeString(folder.resolve("webhook-secret"), SECRET);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    String config =
        Files.readString(folder.resolve("conf/gateway.yaml"))
            .replace("certs/", folder + "/certs/")
            .replaceFirst(
                "(?m)^( +)#?webhookSecret.*$", "$1webhookSecret: { file: " + secret + " }")
            .replaceFirst("http://127.0.0.1:\\$\\{PLUSGATE_SHOP_PORT:9000}", url);
    Path file = Files.writeString(folder.resolve("doctor.yaml"), config);
    var words = new ArrayList<Object>(List.of("doctor", "backend", "--config", file));
    words.addAll(List.of(more));
    words.addAll(List.of("--output", "json"));
    return Typed.plusgate(words.toArray());
  }

  private static List<String> checks(Typed seen) {
    return findings(seen).stream().map(finding -> finding.getString("check")).toList();
  }

  private static List<String> failed(Typed seen) {
    return findings(seen).stream()
        .filter(finding -> finding.getString("verdict").equals("fail"))
        .map(finding -> finding.getString("check"))
        .toList();
  }

  private static List<JsonObject> findings(Typed seen) {
    assertThat(seen.out()).describedAs(seen.err()).isNotEmpty();
    return seen.json().getJsonArray("checks").stream().map(JsonObject.class::cast).toList();
  }
}
