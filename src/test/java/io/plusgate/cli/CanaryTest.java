package io.plusgate.cli;

import static io.plusgate.cli.Typed.plusgate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.plusgate.LogLevels;
import io.plusgate.app.Gateway;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.FakeBackend;
import io.plusgate.system.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Everything that a gateway and its commands say, held against the secrets they were given. */
@ExtendWith(LogLevels.class)
class CanaryTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String NOWHERE = "http://127.0.0.1:1";
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String ROOT = org.slf4j.Logger.ROOT_LOGGER_NAME;

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final Everything appender = new Everything();
  private CanaryHouse house;

  /** Each line that anybody logs, at any level, with its stack. */
  private final class Everything extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      said.add(event.getLoggerName() + " " + event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        said.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
  }

  @BeforeEach
  void hideTheSecrets() throws IOException {
    house = new CanaryHouse(folder);
  }

  @AfterEach
  void stop() {
    logger(ROOT).detachAppender(appender);
    logger("plusgate").detachAppender(appender);
    Waiting.on(vertx.close());
  }

  @Test
  void noRecordOfTheConfigurationTellsOne() {
    var config = house.load(house.everything());

    house.assertClean(config.toString());
    assertThat(config.toString())
        .contains("partner.pem", "password", "agent-token", "webhook-secret", "admin.key");
  }

  @Test
  void noCommandTellsOne() {
    Path file = house.file("gateway.yaml", NOWHERE, NOWHERE, "debug");
    Path other = house.file("other.yaml", NOWHERE + "1", NOWHERE, "info");
    Path key = folder.resolve("partner.pem");
    var lines = new ArrayList<String>();

    for (var words :
        List.of(
            List.of("config", "check", file),
            List.of("config", "check", file, "--output", "json"),
            List.of("config", "diff", file, other),
            List.of("config", "explain", "listeners.admin.token"),
            List.of("keys", "show", key),
            List.of("keys", "check", key),
            List.of("doctor", "--config", file))) {
      var typed = plusgate(words.toArray());
      assertThat(typed.out()).as(words.toString()).isNotBlank();
      lines.add(typed.out() + typed.err());
    }
    house.damage("partner.pem");
    for (var words :
        List.of(
            List.of("config", "check", file),
            List.of("keys", "check", key),
            List.of("run", "--config", file))) {
      var typed = plusgate(words.toArray());
      assertThat(typed.err()).as(words.toString()).contains("partner.pem");
      lines.add(typed.out() + typed.err());
    }

    assertThat(lines).noneMatch(line -> line.contains("Exception"));
    house.assertClean(String.join("\n", lines));
  }

  @Test
  void noRunningGatewayTellsOneWhateverItIsAskedAndHoweverItFails() throws Exception {
    hear();
    try (var alipay = new FakeAlipayPlus(vertx);
        var backend = new FakeBackend(vertx)) {
      Path file = house.file("gateway.yaml", alipay.url(), backend.url(), "debug");
      var gateway =
          Waiting.on(Gateway.start(vertx, house.load(file), house.source(file), Clock.systemUTC()));
      try {
        use(gateway);
        assertThat(alipay.received.get(0).header("Agent-Token"))
            .isEqualTo(CanaryHouse.token("agent-token"));
        failToReload(gateway);
      } finally {
        Waiting.on(gateway.close());
      }
    }

    await().atMost(SOON).until(() -> tells("reload refused"));
    assertThat(LoggerFactory.getLogger("io.netty").isDebugEnabled()).as("libraries too").isTrue();
    house.assertClean(String.join("\n", said));
  }

  /** Of a start that fails, too: what the exception says is printed. */
  @Test
  void noExceptionOfAFailedStartTellsOne() {
    Path file = house.file("gateway.yaml", NOWHERE, NOWHERE, "debug");
    for (String name : List.of("alipayplus.key", "partner.pem")) {
      house.damage(name);
      var ended =
          Waiting.on(
              Gateway.start(vertx, house.load(file), Clock.systemUTC())
                  .map(started -> "started")
                  .recover(refused -> Future.succeededFuture(causes(refused))));

      assertThat(ended).contains(name);
      house.assertClean(ended);
    }
  }

  private void use(Gateway gateway) throws Exception {
    for (String path :
        List.of("/api/v1/config", "/api/v1/keys", "/api/v1/overview", "/metrics", "/readyz")) {
      said.add(get(gateway.adminUrl() + path, "admin-token"));
    }
    said.add(get(gateway.adminUrl() + "/api/v1/config", "backend-token"));
    said.add(pay(gateway, "backend-token"));
    said.add(pay(gateway, "admin-token"));
    assertThat(tells("(content of")).as("the configuration was shown").isTrue();
    assertThat(tells("unauthorized")).as("another token was refused").isTrue();
  }

  private void failToReload(Gateway gateway) throws Exception {
    house.damage("partner.pem");
    said.add(String.valueOf(Waiting.on(gateway.reload("test"))));
    house.onlyOurs("agent-token", CanaryHouse.token("agent-token") + "\nand another line");
    said.add(String.valueOf(Waiting.on(gateway.reload("test"))));
    said.add(get(gateway.adminUrl() + "/api/v1/reload", "admin-token"));
  }

  private boolean tells(String text) {
    return said.stream().anyMatch(line -> line.contains(text));
  }

  private static String causes(Throwable failure) {
    var text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append(cause).append('\n');
    }
    return text.toString();
  }

  private void hear() {
    appender.setContext(logger(ROOT).getLoggerContext());
    appender.start();
    logger(ROOT).addAppender(appender);
    logger("plusgate").addAppender(appender);
    logger(ROOT).setLevel(Level.DEBUG);
    logger("io.plusgate").setLevel(Level.DEBUG);
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  private static String get(String url, String tokenFile) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)), tokenFile);
  }

  private static String pay(Gateway gateway, String tokenFile) throws Exception {
    var body = BodyPublishers.ofString("{\"paymentRequestId\":\"p1\"}");
    var at = URI.create(gateway.backendUrl() + PAY);
    return send(HttpRequest.newBuilder(at).POST(body), tokenFile);
  }

  private static String send(HttpRequest.Builder request, String tokenFile) throws Exception {
    var asked = request.header("Authorization", "Bearer " + CanaryHouse.token(tokenFile)).build();
    var answer = HttpClient.newHttpClient().send(asked, BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.headers().map() + answer.body();
  }
}
