package io.plusgate.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.protocol.Role;
import io.plusgate.signature.TestKeys;
import io.plusgate.store.StoreEngine;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A wallet's notifyPayment that was answered 202 reaches Alipay+, whatever dies after that. */
class HandoverCrashIT {
  private static final String PAID =
      "{ \"paymentRequestId\" : \"p1\", \"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"},"
          + "\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"} }";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeAlipayPlus alipay;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    alipay.script((response, call) -> {});
  }

  @AfterEach
  void stop() {
    alipay.close();
    Waiting.on(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(StoreEngine.class)
  void whatWasAnswered202ReachesAlipayPlusAfterAKill(StoreEngine engine)
      throws IOException, InterruptedException {
    var site = new CrashSite(folder, Role.MPP, engine.yaml(), 9, alipay.url());
    try (var killed = site.start(Optional.empty())) {
      site.awaitOpen(killed);
      assertThat(handOver(site)).isEqualTo(202);
      killed.kill();
      assertThat(killed.exitCode()).isEqualTo(137);
    }
    int unanswered = alipay.received.size();
    var success = new String(ResultBody.of(Result.SUCCESS), UTF_8);
    alipay.answersSigned(TestKeys.alipayPlusSigner(), CrashSite.CLIENT, success);

    try (var restarted = site.start(Optional.empty())) {
      site.awaitOpen(restarted);

      await().atMost(120, SECONDS).until(() -> alipay.received.size() > unanswered);
      await().during(2, SECONDS).atMost(30, SECONDS).until(() -> sent() == unanswered + 1);
      assertThat(alipay.received).allMatch(call -> new String(call.body(), UTF_8).equals(PAID));
    }
  }

  private int sent() {
    return alipay.received.size();
  }

  private static int handOver(CrashSite site) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(site.backendUrl() + "/handover/notifyPayment"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(PAID))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
