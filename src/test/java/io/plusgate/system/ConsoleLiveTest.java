package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console's live updates, and what a gateway with a token shows to whoever has none. */
@Timeout(60)
class ConsoleLiveTest {
  private static final String TOKEN = "a-token-of-this-listener";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<InputStream> open = new ArrayList<>();
  private Vertx vertx;
  private TestGateway gateway;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    Path file = Files.writeString(folder.resolve("admin-token"), TOKEN);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    gateway = TestGateway.acqp(vertx, folder).adminToken("admin-token").start();
  }

  @AfterEach
  void stop() throws IOException {
    for (var stream : open) {
      stream.close();
    }
    gateway.close();
    Waiting.on(vertx.close());
  }

  @Test
  void showsThePageToAnybodyAndNothingElseWithoutTheToken() throws Exception {
    assertThat(call("/console/", "").statusCode()).isEqualTo(200);
    assertThat(call("/console/api.js", "").statusCode()).isEqualTo(200);
    for (String path : List.of("overview", "events", "keys", "config", "alarms", "search?id=x")) {
      assertThat(call("/api/v1/" + path, "").statusCode()).describedAs(path).isEqualTo(401);
    }
    assertThat(call("/console/../api/v1/keys", "").statusCode()).isNotEqualTo(200);
    assertThat(call("/api/v1/keys", TOKEN).statusCode()).isEqualTo(200);
  }

  /** A kubelet has no token; nothing but yes or no is for it. */
  @Test
  void answersProbesWithoutTheTokenAndNothingMore() throws Exception {
    for (String probe : List.of("/livez", "/readyz", "/startupz")) {
      assertThat(call(probe, "").statusCode()).describedAs(probe).isEqualTo(200);
      assertThat(call(probe + "?verbose", "").statusCode()).describedAs(probe).isEqualTo(401);
    }
    assertThat(text(call("/readyz", ""))).isEqualTo("ready\n");
    assertThat(text(call("/readyz?verbose", TOKEN))).startsWith("ready\n").contains("backend");
    assertThat(call("/metrics", "").statusCode()).isEqualTo(401);
  }

  @Test
  void neverShowsTheToken() throws Exception {
    var config = text(call("/api/v1/config", TOKEN));

    assertThat(config).contains("admin-token)").doesNotContain(TOKEN);
  }

  @Test
  void sendsTheOverviewAtMostOnceASecond() throws Exception {
    var answer = call("/api/v1/events", TOKEN);
    var events = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));

    String first = next(events);
    long began = System.nanoTime();
    String second = next(events);
    String third = next(events);
    var took = Duration.ofNanos(System.nanoTime() - began);

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(new JsonObject(first).getString("role")).isEqualTo("ACQP");
    assertThat(new JsonObject(second).getJsonObject("traffic").containsKey("last")).isTrue();
    assertThat(third).isNotEmpty();
    assertThat(took).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void refusesOneListenerMoreThanThirtyTwo() throws Exception {
    for (int listener = 0; listener < 32; listener++) {
      assertThat(call("/api/v1/events", TOKEN).statusCode()).isEqualTo(200);
    }

    var oneMore = call("/api/v1/events", TOKEN);

    assertThat(oneMore.statusCode()).isEqualTo(503);
    assertThat(new JsonObject(text(oneMore)).getString("code")).isEqualTo("too-many-listeners");
    assertThat(oneMore.headers().firstValue("Retry-After")).contains("10");
  }

  private HttpResponse<InputStream> call(String path, String token)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(gateway.adminUrl() + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    var answer = http.send(request.build(), BodyHandlers.ofInputStream());
    open.add(answer.body());
    return answer;
  }

  private static String text(HttpResponse<InputStream> answer) throws IOException {
    return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String next(BufferedReader events) throws IOException {
    String line = events.readLine();
    while (line != null && !line.startsWith("data: ")) {
      line = events.readLine();
    }
    return line == null ? "" : line.substring("data: ".length());
  }
}
