package io.plusgate.packaged;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code plusgate demo} as a process, and payments of the test's own beside its traffic. */
final class ConsoleDemo implements AutoCloseable {
  /** As apis-acqp 2.1 prints it, for a payment code. */
  private static final String PAY =
      """
      {"paymentRequestId":ID,
       "order":{"referenceOrderId":"order","orderDescription":"Two cups of tea","orderAmount":AMOUNT,
        "merchant":{"referenceMerchantId":"M1","merchantName":"Demo merchant","merchantMCC":"5411",
         "merchantAddress":{"region":"JP","city":"Tokyo"},
         "store":{"referenceStoreId":"S1","storeName":"Demo store"}}},
       "paymentAmount":AMOUNT,"settlementStrategy":{"settlementCurrency":"USD"},
       "paymentNotifyUrl":"NOTIFY",
       "paymentMethod":{"paymentMethodType":"CONNECT_WALLET",
        "paymentMethodId":"281010897274821897274821"},
       "paymentFactor":{"isInStorePayment":"true","isCashierPayment":"false",
        "inStorePaymentScenario":"PaymentCode"}}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Launched process;
  private final JsonObject addresses;

  private ConsoleDemo(Launched process) {
    this.process = process;
    await().atMost(Duration.ofMinutes(2)).until(() -> report().isPresent());
    this.addresses = report().orElseThrow().getJsonObject("addresses");
  }

  static ConsoleDemo start(Path folder) {
    return new ConsoleDemo(Launched.plusgate(folder, "demo", "--output", "json"));
  }

  String console() {
    return addresses.getString("console");
  }

  /**
   * A payment that is under way; the amount says what the simulated Alipay+ does with it
   * (docs/simulator.md).
   */
  void pay(String paymentRequestId, String amount) {
    String body =
        PAY.replace("\"paymentRequestId\":ID", "\"paymentRequestId\":\"" + paymentRequestId + "\"")
            .replace("AMOUNT", "{\"currency\":\"JPY\",\"value\":\"" + amount + "\"}")
            .replace("NOTIFY", addresses.getString("notify"));
    var request =
        HttpRequest.newBuilder(
                URI.create(addresses.getString("acquirer") + "/aps/api/v1/payments/pay"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (!answer.body().contains("PAYMENT_IN_PROCESS")) {
        throw new AssertionError("pay of " + amount + ": " + answer.body());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    process.close();
  }

  private Optional<JsonObject> report() {
    if (!process.isRunning()) {
      throw new AssertionError("the demo has ended: " + process.err());
    }
    try {
      return Optional.of(new JsonObject(process.out()));
    } catch (DecodeException notYetWhole) {
      return Optional.empty();
    }
  }
}
