package io.plusgate.packaged;

import static io.plusgate.system.ScriptedAlipayPlus.IN_PROCESS;
import static io.plusgate.system.ScriptedAlipayPlus.PAID;
import static io.plusgate.system.ScriptedAlipayPlus.SILENCE;
import static io.plusgate.system.ScriptedAlipayPlus.STILL_OPEN;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.system.FakeBackend;
import io.plusgate.system.ScriptedAlipayPlus;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process loses its folder and goes on from a copy that was taken while it ran. */
class RestoreIT {
  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Vertx vertx;
  private ScriptedAlipayPlus alipay;
  private FakeBackend backend;
  private CrashSite site;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new ScriptedAlipayPlus(vertx);
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", STILL_OPEN);
    backend = new FakeBackend(vertx);
    backend.answers(200, "");
    var sections =
        "deadlines: { inquiryPayment: 500ms }\n"
            + "inquiry: { schedules: { default: { gaps: [300ms], for: 10m } } }\n"
            + "store: { type: embedded, path: data }\n";
    site = new CrashSite(folder, sections, URI.create(backend.url()).getPort(), alipay.url());
  }

  @AfterEach
  void stop() {
    alipay.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void isReadyOnceItHasAskedForWhatItHasForgotten() throws IOException {
    try (var gateway = site.start(Optional.empty())) {
      site.awaitOpen(gateway);
      pay("p1");
      assertThat(plusgate("store", "backup", "copy", "--config", "gateway.yaml")).contains("rows");
      pay("p2");
      alipay.on("inquiryPayment", PAID);
      await().atMost(60, SECONDS).until(() -> told(0).equals(Set.of("p1", "p2")));
      gateway.kill();
      assertThat(gateway.exitCode()).isEqualTo(137);
      Files.writeString(folder.resolve("since.log"), gateway.out());
    }
    int before = backend.received().size();
    Files.move(folder.resolve("data"), folder.resolve("broken"));

    var restored =
        plusgate("store", "restore", "copy", "--config", "gateway.yaml", "--payments", "since.log");

    assertThat(restored).contains("2 payments to ask for: 1 open in the copy, 1 it did not know");
    alipay.on("inquiryPayment", SILENCE);
    try (var gateway = site.start(Optional.empty())) {
      site.awaitOpen(gateway);
      await().atMost(60, SECONDS).until(() -> readiness().contains("catching up: 2 of 2"));
      assertThat(told(before)).isEmpty();
      alipay.on("inquiryPayment", PAID);
      await().atMost(60, SECONDS).until(() -> readiness().equals("ready\n"));
      await().atMost(60, SECONDS).until(() -> told(before).equals(Set.of("p1", "p2")));
    }
    assertThat(alipay.calls("cancelPayment")).isEmpty();
    assertThat(backend.received())
        .extracting(told -> told.header("Webhook-Id"))
        .doesNotHaveDuplicates()
        .hasSize(4);
  }

  private String plusgate(String... words) {
    try (var command = Launched.jar(folder, List.of(), words)) {
      assertThat(command.exitCode()).as(command.err()).isZero();
      return command.out();
    }
  }

  private void pay(String id) {
    var body =
        "{\"paymentRequestId\":\""
            + id
            + "\",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}}";
    var request =
        HttpRequest.newBuilder(URI.create(site.backendUrl() + "/aps/api/v1/payments/pay"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(send(request)).contains("PAYMENT_IN_PROCESS");
  }

  private String readiness() {
    return send(HttpRequest.newBuilder(URI.create(site.adminUrl() + "/readyz")).build());
  }

  private Set<String> told(int from) {
    return backend.received().stream()
        .skip(from)
        .map(call -> call.header("Plusgate-Payment-Request-Id"))
        .collect(Collectors.toSet());
  }

  private String send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException away) {
      return "";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
