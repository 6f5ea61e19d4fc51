package io.plusgate.cli;

import static io.plusgate.cli.Typed.plusgate;
import static io.plusgate.reconcile.ReportFolder.ours;
import static io.plusgate.reconcile.ReportFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.reconcile.ReportFolder;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.TestKeys;
import io.plusgate.signature.Verification;
import io.plusgate.system.FakeAlipayPlus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reconcile --inquire}: only a verified answer says what became of a difference. */
class ReconcileInquireTest {
  private static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final FakeAlipayPlus alipay = new FakeAlipayPlus(vertx);
  private ReportFolder reports = new ReportFolder(Path.of(""));
  private Path ledger = Path.of("");

  @BeforeEach
  void writeBooks() throws IOException {
    reports = new ReportFolder(folder.resolve("reports"));
    reports.set("USD", "CB1", "A1", row("PAYMENT", "1", "", 100, "10:00:00"));
    ledger =
        reports.ledger(
            ours("PAYMENT", "1", "", 100, "SUCCEEDED", "10:00:00"),
            ours("PAYMENT", "2", "", 200, "SUCCEEDED", "11:00:00"),
            ours("PAYMENT", "3", "", 300, "SUCCEEDED", "12:00:00"));
    Path key = folder.resolve("partner-private.pem");
    Files.writeString(key, TestKeys.partnerPrivatePem());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(folder.resolve("alipayplus-public.pem"), TestKeys.alipayPlusPublicPem());
  }

  @AfterEach
  void stop() {
    alipay.close();
    vertx.close().onFailure(ignored -> {});
  }

  @Test
  void reclassifiesByVerifiedAnswersOnly() throws IOException {
    answer(
        TestKeys.alipayPlusSigner(),
        Map.of("R2", said("F", "ORDER_IS_CLOSED"), "R3", said("S", "SUCCESS")));

    var typed = reconcile();

    assertThat(typed.code()).describedAs(typed.err()).isEqualTo(1);
    assertThat(typed.json().getLong("asked")).isEqualTo(2);
    assertThat(findings())
        .containsExactlyInAnyOrder(
            "R2 STATUS_DIFFERS not paid (F ORDER_IS_CLOSED), amount 2.00 USD",
            "R3 AMOUNT_DIFFERS paid (S SUCCESS), amount 2.00 USD");
    var call = alipay.received.get(0);
    assertThat(call.uri()).isEqualTo("/aps/api/v1/payments/inquiryPayment");
    String time = call.header("Request-Time");
    var verified =
        TestKeys.partnerVerifier()
            .verify(call.uri(), CLIENT, time, call.header("Signature"), call.body());
    assertThat(verified).isNotInstanceOf(Verification.Rejected.class);
  }

  @Test
  void learnsNothingFromAnAnswerThatSomebodyElseSigned() throws IOException {
    answer(TestKeys.strangerSigner(), Map.of("R2", said("F", "ORDER_IS_CLOSED")));

    var typed = reconcile();

    assertThat(typed.json().getLong("answered")).isZero();
    assertThat(findings())
        .contains("R2 MISSING_AT_ALIPAYPLUS unknown (answer not verified: bad_signature)");
  }

  @Test
  void leavesTheDifferenceAsItIsWhenNobodyAnswers() throws IOException {
    alipay.close();

    var typed = reconcile();

    assertThat(typed.code()).isEqualTo(1);
    assertThat(findings()).contains("R2 MISSING_AT_ALIPAYPLUS unknown (no answer: unreachable)");
  }

  @Test
  void asksNoMoreThanItMay() throws IOException {
    answer(TestKeys.alipayPlusSigner(), Map.of());

    var typed = reconcile("--inquire-at-most", "1");

    assertThat(typed.json().getLong("asked")).isEqualTo(1);
    assertThat(typed.json().getLong("notAsked")).isEqualTo(1);
    assertThat(alipay.received).hasSize(1);
  }

  @Test
  void asksAgainWhenAlipayPlusFoundItTooMuch() throws IOException {
    var calls = new AtomicInteger();
    alipay.script(
        (response, call) ->
            FakeAlipayPlus.sign(
                response,
                TestKeys.alipayPlusSigner(),
                CLIENT,
                call.uri(),
                calls.getAndIncrement() == 0
                    ? "{\"result\":" + result("U", "REQUEST_TRAFFIC_EXCEED_LIMIT") + "}"
                    : said("F", "ORDER_IS_CLOSED")));

    assertThat(reconcile("--inquire-at-most", "1").json().getLong("answered")).isEqualTo(1);
    assertThat(calls).hasValue(2);
  }

  @Test
  void keepsTheAnswerInTheExceptionAndOneKeyForIt() throws IOException {
    var first = reconcile();
    assertThat(first.code()).isEqualTo(1);
    answer(TestKeys.alipayPlusSigner(), Map.of("R2", said("F", "ORDER_IS_CLOSED")));
    assertThat(reconcile().code()).isEqualTo(1);

    var list = plusgate("exceptions", "list", "--work", folder.resolve("w"), "--output", "json");

    assertThat(list.json().getJsonArray("exceptions")).hasSize(2);
    assertThat(list.out())
        .contains("MISSING_AT_ALIPAYPLUS is now STATUS_DIFFERS")
        .contains("not paid (F ORDER_IS_CLOSED)")
        .contains("Alipay+ says it is not paid: correct the books");
  }

  @Test
  void refusesToAskWithoutKeysAndAsAWallet() throws IOException {
    var without =
        plusgate(
            "reconcile", reports.path(), "--ledger", ledger, "--day", "2026-11-25", "--inquire");
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err()).contains("--inquire: without --config");

    Files.writeString(
        folder.resolve("mpp.yaml"), Files.readString(config()).replace("ACQP", "MPP"));
    var wallet = run(folder.resolve("mpp.yaml"));
    assertThat(wallet.code()).isEqualTo(2);
    assertThat(wallet.err()).contains("never from a wallet");
  }

  private Typed reconcile(String... more) throws IOException {
    return run(config(), more);
  }

  private Typed run(Path config, String... more) {
    var words =
        new ArrayList<Object>(
            List.of(
                "reconcile",
                reports.path(),
                "--ledger",
                ledger,
                "--day",
                "2026-11-25",
                "--work",
                folder.resolve("w"),
                "--json",
                folder.resolve("findings.jsonl"),
                "--output",
                "json",
                "--inquire",
                "--inquire-per-second",
                "1000",
                "--config",
                config));
    words.addAll(List.of(more));
    return plusgate(words.toArray());
  }

  private List<String> findings() throws IOException {
    return Files.readAllLines(folder.resolve("findings.jsonl")).stream()
        .map(JsonObject::new)
        .map(
            one ->
                one.getString("id") + " " + one.getString("class") + " " + one.getString("inquiry"))
        .toList();
  }

  private void answer(MessageSigner signer, Map<String, String> byRequestId) {
    alipay.script(
        (HttpServerResponse response, FakeAlipayPlus.Received call) -> {
          var id = new JsonObject(new String(call.body(), StandardCharsets.UTF_8));
          String body =
              byRequestId.getOrDefault(
                  id.getString("paymentRequestId"),
                  "{\"result\":" + result("F", "ORDER_NOT_EXIST") + "}");
          FakeAlipayPlus.sign(response, signer, CLIENT, call.uri(), body);
        });
  }

  private static String said(String status, String code) {
    return "{\"result\":"
        + result("S", "SUCCESS")
        + ",\"paymentResult\":"
        + result(status, code)
        + ",\"paymentAmount\":{\"value\":\"200\",\"currency\":\"USD\"}}";
  }

  private static String result(String status, String code) {
    return new JsonObject()
        .put("resultStatus", status)
        .put("resultCode", code)
        .put("resultMessage", "m")
        .encode();
  }

  private Path config() throws IOException {
    String yaml =
        """
        role: ACQP
        clients:
          - clientId: %s
            environment: sandbox
            partnerId: "1022188000000000001"
            privateKey: %s/partner-private.pem
            keyVersion: 1
            alipayPlus:
              baseUrl: %s
              publicKeys: [ { keyVersion: 1, file: %s/alipayplus-public.pem } ]
        listeners:
          backend: { host: 127.0.0.1, port: 0 }
          alipayPlus: { host: 127.0.0.1, port: 0, insecure: true }
          admin: { host: 127.0.0.1, port: 0 }
        backend: { baseUrl: "http://127.0.0.1:1", routes: [] }
        store: { type: embedded, path: data }
        """
            .formatted(CLIENT, folder, alipay.url(), folder);
    return Files.writeString(folder.resolve("gateway.yaml"), yaml);
  }
}
