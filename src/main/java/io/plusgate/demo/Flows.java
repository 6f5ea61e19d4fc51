package io.plusgate.demo;

import io.plusgate.demo.Caller.Reply;
import io.plusgate.demo.Trace.Kind;
import io.plusgate.demo.Trace.Step;
import io.plusgate.protocol.Amount;
import io.plusgate.simulator.Fault;
import io.plusgate.simulator.Phone;
import io.plusgate.simulator.sdk.ClientSdk;
import io.plusgate.simulator.sdk.CodeIdentification;
import io.plusgate.simulator.sdk.WalletApp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Walks the seven flows over real sockets, each to its happy end. */
public final class Flows {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String CUSTOMER = "demo-user";
  private static final Amount YEN = new Amount(1_000, "JPY");
  private static final String STORE = "S00000000001";

  private final Demo demo;
  private final Caller acquirers;
  private final Caller wallets;
  private final Trace trace = new Trace();
  private final Acquirer acquirer;
  private final WalletServer wallet;
  private final Phone phone;
  private Instant begun = Instant.now();

  public Flows(Vertx vertx, Demo demo) {
    this.demo = demo;
    this.acquirers = new Caller(vertx);
    this.wallets = new Caller(vertx);
    this.acquirer = new Acquirer(acquirers, demo.acquirerUrl(), demo.notifyUrl());
    this.wallet =
        new WalletServer(wallets, demo.walletUrl(), demo.backend().wallet(), CUSTOMER, trace);
    this.phone = demo.simulator().phone();
  }

  /**
   * Walks one flow.
   *
   * @param id the acquirer's paymentRequestId, where it is the acquirer's to give one
   * @return nothing when it ended as it should, else what was seen instead
   */
  public Future<Optional<String>> walk(Flow flow, String id) {
    begun = Instant.now();
    return switch (flow) {
      case ACQUIRER_USER_PRESENTED -> acquirerUserPresented(id);
      case ACQUIRER_ORDER_CODE -> acquirerOrderCode(id);
      case ACQUIRER_ENTRY_CODE -> acquirerEntryCode(id);
      case WALLET_USER_PRESENTED -> walletUserPresented();
      case WALLET_ORDER_CODE -> walletOrderCode();
      case WALLET_ENTRY_CODE ->
          walletPage(phone.merchant(phone.entryCode(STORE), wallet, YEN, ClientSdk.HANDLE_BY_SDK));
      case WALLET_AGGREGATED_CODE ->
          walletPage(
              phone.aggregated(
                  phone.entryCode(STORE), wallet, YEN, ClientSdk.HANDLE_BY_SDK, Demo.WALLET));
    };
  }

  /** What happened since the last walk began. */
  public List<Step> steps() {
    return trace.since(begun, acquirers, wallets, demo.simulator(), demo.backend());
  }

  public Acquirer acquirer() {
    return acquirer;
  }

  public WalletServer wallet() {
    return wallet;
  }

  private Future<Optional<String>> acquirerUserPresented(String id) {
    return phone
        .paymentCode()
        .compose(
            code -> {
              trace.add(Kind.APP, "app", "user", "payment code");
              trace.add(Kind.POS, "merchant", "acquirer's backend", "scanned code");
              return acquirer.payUserPresented(id, "1000", code);
            })
        .compose(
            reply ->
                acknowledged(id)
                    .map(
                        told ->
                            expect(
                                told && reply.resultStatus().equals("S"),
                                reply.body().toString())));
  }

  private Future<Optional<String>> acquirerOrderCode(String id) {
    trace.add(Kind.POS, "merchant", "acquirer's backend", "asks for a code");
    return acquirer
        .payOrderCode(id, "1000")
        .compose(
            reply -> {
              trace.add(Kind.POS, "acquirer's backend", "merchant", "shows the code");
              trace.add(Kind.APP, "user", "app", "scans the code");
              return phone.scanAndPay(orderCode(reply));
            })
        .compose(scanned -> told(id))
        .compose(told -> paid(id, told));
  }

  private Future<Optional<String>> acquirerEntryCode(String id) {
    String code = phone.entryCode(STORE);
    var sdk = phone.sdk(code, builtInApp(), userAgent -> order(id, userAgent));
    return launch(code, sdk).compose(order -> told(id)).compose(told -> paid(id, told));
  }

  private Future<Optional<String>> walletUserPresented() {
    trace.add(Kind.APP, "app", "wallet's backend", "wants a code");
    return wallet
        .paymentCode()
        .compose(
            code -> {
              trace.add(Kind.APP, "app", "user", "payment code");
              trace.add(Kind.POS, "merchant", "Alipay+", "scanned code, another acquirer's pay");
              return demo.simulator().calls().pay(Demo.WALLET, YEN, code, Fault.NONE);
            })
        .map(reply -> expect(reply.isTrustedSuccess(), reply.verdict()));
  }

  private Future<Optional<String>> walletOrderCode() {
    return demo.simulator()
        .calls()
        .orderCode(YEN, "HANDLE_BY_PSP")
        .compose(
            code -> {
              trace.add(Kind.APP, "user", "app", "scans the code");
              CodeIdentification identified = identify(code);
              return wallet.userInitiatedPay(identified.codeValue().orElse(""));
            })
        .compose(
            order -> {
              wallet.showCashier(order);
              return confirmed(order);
            });
  }

  private Future<Optional<String>> walletPage(ClientSdk sdk) {
    return launch(phone.entryCode(STORE), sdk).compose(this::confirmed);
  }

  private Future<JsonObject> launch(String code, ClientSdk sdk) {
    trace.add(Kind.APP, "user", "app", "scans the code");
    CodeIdentification identified = identify(code);
    trace.add(Kind.SDK, "app", "Client SDK", "launch");
    trace.add(Kind.WEB, "Client SDK", "merchant's page", "opens it");
    return sdk.launch(identified.redirectUrl().orElse(""), identified.userAgent().orElse(""));
  }

  private CodeIdentification identify(String code) {
    CodeIdentification identified = phone.identifyCode(code);
    trace.add(
        Kind.SDK,
        "wallet's backend",
        "Server SDK",
        "identifyCode: " + identified.postCodeMatchActionType().map(Enum::name).orElse("no"));
    return identified;
  }

  private Future<Optional<String>> confirmed(JsonObject order) {
    String id = order.getString("paymentRequestId", "");
    return wallet
        .confirm()
        .compose(handedOver -> wallets.until(PATIENCE, () -> isToldAndPaid(id)))
        .map(paid -> expect(paid, "Alipay+ was not told that " + id + " is paid"));
  }

  private boolean isToldAndPaid(String id) {
    boolean told =
        demo.simulator().exchanges().of("notifyPayment").stream()
            .anyMatch(call -> call.received() && call.requestBody().contains(id));
    return told && isPaidAtAlipayPlus(id);
  }

  private boolean isPaidAtAlipayPlus(String id) {
    return demo.simulator()
        .books()
        .payment(Demo.WALLET, id)
        .filter(payment -> payment.code().equals("SUCCESS"))
        .isPresent();
  }

  private Future<String> order(String id, String userAgent) {
    trace.add(Kind.WEB, "user", "merchant's page", "enters the amount");
    return acquirer
        .payEntryCode(id, "1000", userAgent)
        .map(reply -> reply.json().getString("paymentUrl", ""));
  }

  /** The built-in wallet's app: its server is inside the simulated Alipay+. */
  private WalletApp builtInApp() {
    Function<String, Future<Boolean>> scan = phone::scanAndPay;
    return new WalletApp() {
      @Override
      public Future<JsonObject> decode(String codeValue) {
        trace.add(Kind.SDK, "Client SDK", "app", "decode");
        return scan.apply(codeValue).map(paid -> new JsonObject());
      }

      @Override
      public Future<String> getAuthCode(String authClientId) {
        return Future.failedFuture(new IllegalStateException("not asked for in this flow"));
      }

      @Override
      public void showCashier(JsonObject order) {
        throw new IllegalStateException("the built-in wallet has no cashier");
      }
    };
  }

  private Future<Boolean> told(String id) {
    return acquirers
        .until(PATIENCE, () -> notifications(id) == 1)
        .compose(brought -> acknowledged(id).map(told -> brought && told));
  }

  /** Whether Alipay+ has got the signed acknowledgement of its notification. */
  private Future<Boolean> acknowledged(String id) {
    return acquirers.until(
        PATIENCE,
        () ->
            demo.simulator()
                .books()
                .payment(Demo.ACQUIRER, id)
                .filter(payment -> payment.notifications().stream().anyMatch(n -> n.acknowledged()))
                .isPresent());
  }

  private Future<Optional<String>> paid(String id, boolean told) {
    return acquirer
        .payment(id, 1)
        .map(
            known ->
                expect(told && known.getString("phase", "").equals("succeeded"), known.encode()));
  }

  private long notifications(String id) {
    return demo.backend().taken().stream()
        .filter(call -> call.path().equals("/notifyPayment"))
        .filter(call -> call.body().contains("\"" + id + "\""))
        .count();
  }

  private static String orderCode(Reply reply) {
    return reply
        .json()
        .getJsonObject("orderCodeForm")
        .getJsonArray("codeDetails")
        .getJsonObject(0)
        .getString("codeValue");
  }

  private static Optional<String> expect(boolean held, String seen) {
    return held ? Optional.empty() : Optional.of(seen);
  }
}
