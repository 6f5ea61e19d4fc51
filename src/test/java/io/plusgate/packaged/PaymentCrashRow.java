package io.plusgate.packaged;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.MessageReader;
import io.plusgate.simulator.Simulator;
import io.plusgate.system.FakeAlipayPlus.Received;
import io.plusgate.system.FakeBackend;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** One payment, one death, and what its three witnesses say of it. */
final class PaymentCrashRow implements AutoCloseable {
  private static final String UNANSWERED = "no answer";

  private final String step;
  private final CrashSite site;
  private final Simulator alipay;
  private final FakeBackend backend;
  private final Optional<Runnable> untilItIsKilled;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Launched> started = new ArrayList<>();
  private CompletableFuture<String> paying = CompletableFuture.completedFuture(UNANSWERED);
  private CompletableFuture<Void> killing = CompletableFuture.completedFuture(null);
  private String answer = UNANSWERED;
  private String phase = "";

  /**
   * @param step the payment's id too
   * @param untilItIsKilled returns when it is to be killed from outside; else it dies by itself
   */
  PaymentCrashRow(
      String step,
      CrashSite site,
      Simulator alipay,
      FakeBackend backend,
      Optional<Runnable> untilItIsKilled) {
    this.step = step;
    this.site = site;
    this.alipay = alipay;
    this.backend = backend;
    this.untilItIsKilled = untilItIsKilled;
    start(untilItIsKilled.isPresent() ? Optional.empty() : Optional.of(step));
  }

  /** Begins a payment that the process will die of. */
  void begin() {
    var gateway = started.get(0);
    site.awaitOpen(gateway);
    paying = pay();
    killing =
        untilItIsKilled
            .map(until -> CompletableFuture.runAsync(until).thenRun(gateway::kill))
            .orElse(CompletableFuture.completedFuture(null));
  }

  /** Sees the process die. */
  void die() {
    var gateway = started.get(0);
    killing.join();
    assertThat(gateway.exitCode()).as("%s: %s", step, gateway.err()).isEqualTo(137);
    boolean byItself = untilItIsKilled.isEmpty();
    assertThat(gateway.err().contains("plusgate halts at " + step)).as(step).isEqualTo(byItself);
    answer = paying.join();
  }

  void restart() {
    start(Optional.empty());
  }

  /** Nobody says anything; then nothing more comes. */
  void waitForTheEnd() {
    site.awaitOpen(started.get(1));
    await().atMost(120, SECONDS).until(() -> !told().isEmpty());
    await().during(Duration.ofSeconds(1)).atMost(30, SECONDS).until(() -> !phase().isEmpty());
    phase = phase();
  }

  String story() {
    return "%s: %s; %s; ends %s, told %s".formatted(step, answer, booked(), phase, told());
  }

  @Override
  public void close() {
    started.forEach(Launched::close);
  }

  private void start(Optional<String> haltAt) {
    started.add(site.start(haltAt));
  }

  private String booked() {
    return alipay
        .books()
        .payment(CrashSite.CLIENT, step)
        .map(payment -> "booked " + payment.state())
        .orElse("succeeded never");
  }

  /** A repeat under the same Webhook-Id, as on a slow machine, is the same message. */
  private List<String> told() {
    return backend.received().stream()
        .filter(call -> call.header("Plusgate-Payment-Request-Id").equals(step))
        .collect(Collectors.toMap(PaymentCrashRow::webhookId, PaymentCrashRow::event, (a, b) -> a))
        .values()
        .stream()
        .toList();
  }

  private static String webhookId(Received call) {
    return call.header("Webhook-Id");
  }

  private static String event(Received call) {
    return call.header("Plusgate-Event");
  }

  private CompletableFuture<String> pay() {
    var request =
        HttpRequest.newBuilder(URI.create(site.backendUrl() + "/aps/api/v1/payments/pay"))
            .header("Content-Type", "application/json; charset=UTF-8")
            .POST(BodyPublishers.ofString(payment().encode()))
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(PaymentCrashRow::words)
        .exceptionally(dead -> UNANSWERED);
  }

  private static String words(HttpResponse<byte[]> answer) {
    return MessageReader.read(answer.body())
        .flatMap(message -> message.result())
        .map(result -> "answered " + result.resultStatus())
        .orElse("answered HTTP " + answer.statusCode());
  }

  private String phase() {
    var uri = URI.create(site.backendUrl() + "/payments/" + step);
    try {
      var known = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      return new JsonObject(known.body()).getString("phase");
    } catch (IOException broken) {
      throw new AssertionError(step + ": " + started.get(1).err(), broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private JsonObject payment() {
    var amount = new JsonObject().put("value", "1000").put("currency", "JPY");
    return new JsonObject()
        .put("paymentRequestId", step)
        .put(
            "order",
            new JsonObject()
                .put("referenceOrderId", "order-" + step)
                .put("orderDescription", "Tea")
                .put("orderAmount", amount))
        .put("paymentAmount", amount)
        .put(
            "paymentMethod",
            new JsonObject()
                .put("paymentMethodType", "CONNECT_WALLET")
                .put("paymentMethodId", "281001020123456789012345"))
        .put(
            "paymentFactor",
            new JsonObject()
                .put("isInStorePayment", "true")
                .put("isCashierPayment", "false")
                .put("inStorePaymentScenario", "PaymentCode"))
        .put("settlementStrategy", new JsonObject().put("settlementCurrency", "USD"));
  }
}
