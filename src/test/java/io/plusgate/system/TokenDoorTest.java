package io.plusgate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.admin.Reload;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener with a token: who has none is refused, who tries many is not looked at. */
class TokenDoorTest {
  private static final String TOKEN = "a-token-for-operators";
  private static final int LOOKED_AT = 10;

  @TempDir private Path folder;
  private final JumpingClock clock = new JumpingClock();
  private Vertx vertx;
  private TestGateway gateway;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    Path token = Files.writeString(folder.resolve("token"), TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    gateway = TestGateway.acqp(vertx, folder).adminToken("token").clock(clock).start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    Waiting.on(vertx.close());
  }

  @Test
  void isRefusedWithoutTheTokenAndWithAnother() {
    assertThat(keys("Bearer " + TOKEN).statusCode()).isEqualTo(200);
    assertThat(gateway.get(gateway.adminUrl() + "/api/v1/keys").statusCode()).isEqualTo(401);
    assertThat(keys("Bearer " + TOKEN + "x").statusCode()).isEqualTo(401);
    assertThat(keys("Bearer a-token").statusCode()).isEqualTo(401);
    assertThat(keys(TOKEN).statusCode()).isEqualTo(401);
    assertThat(keys("Basic " + TOKEN).statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenTriedTooOftenIsRefusedUntilTheMinuteIsOver() {
    for (int tried = 0; tried < LOOKED_AT; tried++) {
      assertThat(keys("Bearer guess-number-" + tried).statusCode()).isEqualTo(401);
    }

    var refused = keys("Bearer " + TOKEN);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(new String(refused.body(), UTF_8)).contains("too-many-wrong-tokens");
    int wait = Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
    assertThat(wait).isBetween(1, 60);
    clock.jump(Duration.ofSeconds(wait));
    assertThat(keys("Bearer " + TOKEN).statusCode()).isEqualTo(200);
    assertThat(metrics())
        .contains(
            "plusgate_callers_refused_total{listener=\"admin\",reason=\"wrong_token\"} 10.0",
            "plusgate_callers_refused_total{listener=\"admin\",reason=\"too_many_wrong\"} 1.0",
            "plusgate_callers_refused_total{listener=\"backend\",reason=\"wrong_token\"} 0.0");
  }

  /** The probes of an orchestrator have no token and go on. */
  @Test
  void whatIsOpenToAnybodyStaysOpen() {
    for (int tried = 0; tried <= LOOKED_AT; tried++) {
      keys("Bearer guess-number-" + tried);
    }

    assertThat(gateway.get(gateway.adminUrl() + "/livez").statusCode()).isEqualTo(200);
    assertThat(gateway.get(gateway.adminUrl() + "/api/v1/keys").statusCode()).isEqualTo(401);
  }

  /** Loopback has many addresses; each is a caller of its own. */
  @Test
  void anotherAddressIsStillLookedAt() {
    for (int tried = 0; tried <= LOOKED_AT; tried++) {
      keys("Bearer guess-number-" + tried);
    }

    var answer =
        RawCall.sendFrom(
            "127.0.0.2",
            gateway.adminUrl(),
            RawCall.head(
                "GET /api/v1/keys HTTP/1.1",
                "Host: 127.0.0.1",
                "Authorization: Bearer " + TOKEN,
                "Connection: close"));

    assertThat(answer.status()).isEqualTo(200);
  }

  /** Changing the token does not wipe the slate. */
  @Test
  void aReloadForgetsNobody() throws IOException {
    for (int tried = 0; tried < LOOKED_AT; tried++) {
      keys("Bearer guess-number-" + tried);
    }
    String other = "another-token-of-operators";
    Files.writeString(folder.resolve("token"), other);

    assertThat(Waiting.on(gateway.gateway().reload("test")).state())
        .isEqualTo(Reload.State.APPLIED);

    assertThat(keys("Bearer " + other).statusCode()).isEqualTo(429);
    clock.jump(Duration.ofMinutes(1));
    assertThat(keys("Bearer " + other).statusCode()).isEqualTo(200);
    assertThat(keys("Bearer " + TOKEN).statusCode()).isEqualTo(401);
  }

  private String metrics() {
    var request =
        HttpRequest.newBuilder(URI.create(gateway.adminUrl() + "/metrics"))
            .header("Authorization", "Bearer " + TOKEN)
            .build();
    return new String(gateway.send(request).body(), UTF_8);
  }

  @CanIgnoreReturnValue
  private HttpResponse<byte[]> keys(String authorization) {
    return gateway.send(
        HttpRequest.newBuilder(URI.create(gateway.adminUrl() + "/api/v1/keys"))
            .header("Authorization", authorization)
            .build());
  }
}
