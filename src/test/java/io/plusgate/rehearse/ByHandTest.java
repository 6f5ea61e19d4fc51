package io.plusgate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import io.plusgate.rehearse.CaseReport.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that can't be asked: a person has to act, and what he does is seen. */
class ByHandTest {
  private static final Pattern WISH =
      Pattern.compile("of exactly (\\d+) JPY through (http://\\S+), payment code (\\d+)");

  private static final Pattern CODES =
      Pattern.compile("ask for (\\d+) payment codes?, region (\\w+).* through (http://\\S+)");

  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path folder;
  private URI backend = URI.create("http://127.0.0.1:1");

  @BeforeEach
  void start() throws InterruptedException {
    var server =
        Waiting.on(
            vertx
                .createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(404).end())
                .listen(0, "127.0.0.1"));
    backend = URI.create("http://127.0.0.1:" + server.actualPort());
  }

  @AfterEach
  void stop() throws InterruptedException {
    Waiting.on(vertx.close().map(closed -> true));
  }

  @Test
  void withoutTriggersEachCaseSaysWhatToDo() throws Exception {
    var report = rehearse(List.of("A01", "A13", "A19"), Duration.ZERO, RehearsalListener.none());

    assertThat(report.cases())
        .allMatch(one -> one.verdict() == Verdict.BY_HAND)
        .noneMatch(one -> one.instruction().isEmpty());
    assertThat(report.allPassed()).isFalse();
  }

  @Test
  void whatAPersonDoesIsRecognisedByItsAmount() throws Exception {
    var person = new AsBackend(vertx);
    var done = new AtomicReference<>("");
    var report =
        rehearse(
            List.of("A01"),
            Duration.ofSeconds(30),
            new Onlooker() {
              @Override
              public void byHand(String caseId, String instruction, Duration limit) {
                Matcher wish = WISH.matcher(instruction);
                if (wish.find()) {
                  pay(person, wish.group(2), wish.group(1), wish.group(3));
                  done.set(wish.group(1));
                }
              }
            });

    assertThat(done.get()).isNotEmpty();
    assertThat(report.allPassed()).as("%s", Told.of(report)).isTrue();
    assertThat(report.cases().get(0).notes()).anyMatch(note -> note.contains("no state trigger"));
  }

  @Test
  void codesThatAPersonHasAskedForAreCounted() throws Exception {
    var person = new AsBackend(vertx);
    var report =
        rehearse(
            Role.MPP,
            List.of("M01"),
            Duration.ofSeconds(30),
            new Onlooker() {
              @Override
              public void byHand(String caseId, String instruction, Duration limit) {
                Matcher wish = CODES.matcher(instruction);
                if (wish.find()) {
                  codes(person, wish.group(3), wish.group(1), wish.group(2));
                }
              }
            });

    assertThat(report.allPassed()).as("%s", Told.of(report)).isTrue();
  }

  @Test
  void nobodyThereIsNoReport() {
    backend = URI.create("http://127.0.0.1:1");

    assertThatThrownBy(() -> rehearse(List.of("A01"), Duration.ZERO, RehearsalListener.none()))
        .isInstanceOf(UnreachableBackendException.class)
        .hasMessageContaining("http://127.0.0.1:1");
  }

  private RehearsalReport rehearse(List<String> cases, Duration byHand, RehearsalListener listener)
      throws Exception {
    return rehearse(Role.ACQP, cases, byHand, listener);
  }

  private RehearsalReport rehearse(
      Role role, List<String> cases, Duration byHand, RehearsalListener listener) throws Exception {
    var plan =
        new RehearsalPlan(
            role, backend, Optional.empty(), RehearsalPlan.TRIGGER, cases, 0, byHand, folder);
    return Rehearsal.run(vertx, plan, listener);
  }

  private static void codes(AsBackend person, String gateway, String quantity, String region) {
    var path = ApiCatalog.find(Role.MPP, Direction.OUTBOUND, "getPaymentCode").orElseThrow().path();
    var body =
        new JsonObject()
            .put("customerId", WalletSteps.CUSTOMER)
            .put("codeQuantity", quantity)
            .put("region", region)
            .put("env", new JsonObject().put("deviceTokenId", "a-phone"));
    var unused = person.post(gateway + path, body);
  }

  private static void pay(AsBackend person, String gateway, String value, String code) {
    var amount = Texts.yen(value);
    var body =
        new JsonObject()
            .put("paymentRequestId", "made-by-a-person")
            .put(
                "order",
                new JsonObject()
                    .put("referenceOrderId", "o1")
                    .put("orderDescription", "tea")
                    .put("orderAmount", amount))
            .put("paymentAmount", amount)
            .put(
                "paymentMethod",
                new JsonObject()
                    .put("paymentMethodType", "CONNECT_WALLET")
                    .put("paymentMethodId", code))
            .put(
                "paymentFactor",
                new JsonObject()
                    .put("isInStorePayment", "true")
                    .put("isCashierPayment", "false")
                    .put("inStorePaymentScenario", "PaymentCode"))
            .put("settlementStrategy", new JsonObject().put("settlementCurrency", "USD"));
    var unused = person.post(gateway + "/aps/api/v1/payments/pay", body);
  }

  /** Looks on, except for what a test wants. */
  private abstract static class Onlooker implements RehearsalListener {
    @Override
    public void began(String caseId, String title) {}

    @Override
    public void ended(CaseReport report) {}
  }
}
