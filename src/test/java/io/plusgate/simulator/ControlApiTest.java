package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.MPP;
import static io.plusgate.simulator.SimulatorFixture.named;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people tell the simulator over HTTP, and what they can ask it. */
class ControlApiTest {
  private SimulatorFixture house;

  @BeforeEach
  void open() throws Exception {
    house = new SimulatorFixture();
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @Test
  void ordersSomethingForTheNextCall() throws Exception {
    var ordered =
        control("POST", "next", "{\"api\":\"pay\",\"ending\":\"FAIL\",\"code\":\"RISK_REJECT\"}");

    var first = house.acquirer().payments("pay", pay("p1", 100));
    var second = house.acquirer().payments("pay", pay("p2", 100));

    assertThat(ordered.statusCode()).isEqualTo(200);
    assertThat(first.result()).isEqualTo("F RISK_REJECT");
    assertThat(second.result()).isEqualTo("S SUCCESS");
  }

  @Test
  void keepsARuleUntilItIsDeleted() throws Exception {
    var kept = control("POST", "rules", "{\"api\":\"inquiryPayment\",\"fault\":\"UNSIGNED\"}");
    house.acquirer().has("pay", pay("p1", 100));

    var before = house.acquirer().payments("inquiryPayment", named("p1"));
    var listed = control("GET", "rules", "");
    var deleted = control("DELETE", "rules", "");
    var after = house.acquirer().payments("inquiryPayment", named("p1"));

    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(before.verified()).isFalse();
    assertThat(new JsonArray(listed.body()).getJsonObject(0).getString("fault"))
        .isEqualTo("UNSIGNED");
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(after.verified()).isTrue();
  }

  @Test
  void answersWithWhatItWasToldAndProcessesNothing() throws Exception {
    var ordered =
        control(
            "POST",
            "next",
            "{\"api\":\"pay\",\"answer\":{\"resultStatus\":\"U\",\"resultCode\":\"UNKNOWN_EXCEPTION\"}}");

    var first = house.acquirer().payments("pay", pay("p1", 100));

    assertThat(ordered.statusCode()).isEqualTo(200);
    assertThat(first.result()).isEqualTo("U UNKNOWN_EXCEPTION");
    assertThat(house.simulator().books().payments()).isEmpty();
  }

  @Test
  void showsBooksAndExchangesUntilReset() throws Exception {
    house.acquirer().has("pay", pay("p1", 100));

    var books = new JsonArray(control("GET", "books", "").body());
    var exchanges = new JsonArray(control("GET", "exchanges", "").body());
    var reset = control("POST", "reset", "");
    var empty = new JsonArray(control("GET", "books", "").body());

    assertThat(books.getJsonObject(0).getString("state")).isEqualTo("SUCCEEDED");
    assertThat(exchanges.getJsonObject(0).getString("api")).isEqualTo("pay");
    assertThat(reset.statusCode()).isEqualTo(200);
    assertThat(empty).isEmpty();
  }

  @Test
  void makesAnOrderAndCallsTheWallet() throws Exception {
    try (var partner = new PartnerStub(MPP)) {
      String reach =
          new JsonObject()
              .put("clientId", MPP)
              .put("walletUrl", partner.url("/mpp").toString())
              .encode();
      var reached = control("POST", "partners", reach);

      var paid = new JsonObject(control("POST", "wallet/pay", "{\"value\":\"100\"}").body());
      var order = new JsonObject(control("POST", "orders", "{\"value\":\"100\"}").body());

      assertThat(reached.statusCode()).isEqualTo(200);
      assertThat(paid.getString("verdict")).isEqualTo("verified");
      assertThat(order.getString("codeValue")).matches("[0-9]{25}");
    }
  }

  @Test
  void showsACodeScansOneAndPays() throws Exception {
    var code = new JsonObject(control("POST", "phone/paymentCode", "{}").body());
    var body = pay("p1", 100);
    body.getJsonObject("paymentMethod").put("paymentMethodId", code.getString("paymentCode"));
    var paid = house.acquirer().payments("pay", body);
    var shown = house.acquirer().payments("pay", pay("p2", 100, "EntryCode"));
    String order = new JsonObject().put("codeValue", shown.json().getString("paymentUrl")).encode();

    var scanned = new JsonObject(control("POST", "phone/scanAndPay", order).body());
    var again = new JsonObject(control("POST", "phone/scanAndPay", order).body());
    var entry = control("POST", "orders", "{\"value\":\"1\",\"scenario\":\"EntryCode\"}");

    assertThat(paid.result()).isEqualTo("S SUCCESS");
    assertThat(scanned.getBoolean("open")).isTrue();
    assertThat(again.getBoolean("open")).isFalse();
    assertThat(new JsonObject(entry.body()).getString("paymentUrl")).startsWith("https://");
  }

  @Test
  void showsOnlyTheExchangesOfAPaymentIfAsked() throws Exception {
    house.acquirer().has("pay", pay("p1", 100));
    house.acquirer().has("pay", pay("p2", 100));

    var all = control("GET", "exchanges", "");
    var one = control("GET", "exchanges?paymentRequestId=p2", "");

    assertThat(new JsonArray(all.body())).hasSize(2);
    assertThat(new JsonArray(one.body())).hasSize(1);
    assertThat(one.headers().firstValue("Content-Disposition")).isPresent();
  }

  @Test
  void beginsADisputeAndShowsItsAnswer() throws Exception {
    house.acquirer().has("pay", pay("p1", 100));

    var begun = control("POST", "disputes/retrieval", "{\"paymentRequestId\":\"p1\"}");
    var tooMuch =
        control("POST", "disputes/escalation", "{\"paymentRequestId\":\"p1\",\"value\":\"101\"}");
    var all = new JsonArray(control("GET", "disputes", "").body());

    assertThat(begun.body()).contains("SUCCESS");
    assertThat(tooMuch.body()).contains("PROCESS_FAIL", "at most 100 is left");
    assertThat(all).hasSize(1);
    assertThat(all.getJsonObject(0).getBoolean("open")).isTrue();
  }

  @Test
  void countsWhatChanceHasDone() throws Exception {
    var ordered = control("POST", "probability", "{\"fault\":\"UNSIGNED\",\"share\":1}");
    house.acquirer().has("pay", pay("p1", 100));

    var struck = new JsonObject(control("GET", "probability", "").body());

    assertThat(ordered.statusCode()).isEqualTo(200);
    assertThat(struck.getInteger("TO_ALIPAY_PLUS UNSIGNED")).isEqualTo(1);
  }

  @Test
  void callsAPartnerWithAClockThatIsOffAsFarAsAsked() throws Exception {
    try (var partner = new PartnerStub(MPP)) {
      house.simulator().reach(MPP, PartnerUrls.walletAt(partner.url("/mpp")));
      String order =
          new JsonObject()
              .put("clientId", MPP)
              .put("api", "applyToken")
              .put("fault", "CLOCK_OFF")
              .put("clockOffMillis", -3_600_000)
              .encode();

      var called = new JsonObject(control("POST", "call", order).body());

      assertThat(called.getString("verdict")).isEqualTo("verified");
      String time =
          house
              .simulator()
              .exchanges()
              .of("applyToken")
              .get(0)
              .requestHeaders()
              .get("Request-Time");
      assertThat(OffsetDateTime.parse(time).toInstant())
          .isBetween(Instant.now().minusSeconds(4_000), Instant.now().minusSeconds(3_000));
    }
  }

  @Test
  void saysWhatIsWrongWithAnOrder() throws Exception {
    var fault = control("POST", "next", "{\"fault\":\"NONSENSE\"}");
    var json = control("POST", "next", "{");
    var path = control("POST", "nonsense", "");
    var url = control("POST", "partners", "{\"clientId\":\"c\",\"notifyUrl\":\"ftp://nowhere\"}");
    var number = control("POST", "next", "{\"times\":\"many\"}");

    assertThat(fault.statusCode()).isEqualTo(400);
    assertThat(fault.body()).contains("NONSENSE (expected: one of [NONE, SILENCE");
    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(path.statusCode()).isEqualTo(400);
    assertThat(number.statusCode()).isEqualTo(400);
    assertThat(url.body()).contains("ftp://nowhere (expected: an http or https URL)");
  }

  private HttpResponse<String> control(String method, String what, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(house.simulator().controlUrl().resolve("/control/" + what))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
