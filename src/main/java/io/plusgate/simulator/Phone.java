package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.simulator.sdk.ClientSdk;
import io.plusgate.simulator.sdk.CodeIdentification;
import io.plusgate.simulator.sdk.CodeRules;
import io.plusgate.simulator.sdk.ServerSdk;
import io.plusgate.simulator.sdk.WalletApp;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/**
 * What people hold in their hands: codes, the apps that scan them, the merchant's page. Plain
 * functions of this machine, never calls between servers.
 */
public final class Phone {
  private final CodeChoices choices;
  private final PartnerCalls calls;
  private final CodeRules rules;

  Phone(CodeChoices choices, PartnerCalls calls) {
    this.choices = choices;
    this.calls = calls;
    String numbers = ScanCodes.PREFIX;
    this.rules =
        new CodeRules(
            List.of(numbers, choices.orderCodePrefix() + numbers, choices.paymentUrlPrefix()),
            List.of(choices.storeUrlPrefix()),
            choices.oauthUrl(),
            choices.authClientId(),
            choices.walletUserAgent());
  }

  /** Server SDK: whose code is it, and how does the app go on? */
  public CodeIdentification identifyCode(String codeValue) {
    return new ServerSdk(rules).identifyCode(codeValue);
  }

  /** A merchant's static code: what it says is a URL of the merchant's page. */
  public String entryCode(String store) {
    return choices.storeUrlPrefix() + store;
  }

  /** Client SDK before a page whose acquirer this machine also has; see {@link #merchant}. */
  public ClientSdk sdk(String entryCode, WalletApp app, Function<String, Future<String>> order) {
    return sdk(entryCode, false, app, order, nobody -> Future.succeededFuture(false));
  }

  /** The same before a merchant whose order only Alipay+ knows. */
  public ClientSdk merchant(String entryCode, WalletApp app, Amount amount, String actionType) {
    return sdk(entryCode, app, userAgent -> calls.entryOrder(amount, actionType));
  }

  /** The same before a page of mainland China, which has to know the user. */
  public ClientSdk aggregated(
      String entryCode, WalletApp app, Amount amount, String actionType, String walletClientId) {
    return sdk(
        entryCode,
        true,
        app,
        userAgent -> calls.entryOrder(amount, actionType),
        authCode -> calls.applyToken(walletClientId, authCode).map(PartnerReply::isTrustedSuccess));
  }

  private ClientSdk sdk(
      String entryCode,
      boolean aggregated,
      WalletApp app,
      Function<String, Future<String>> order,
      Function<String, Future<Boolean>> applyToken) {
    var page = new MerchantPage(entryCode, aggregated, choices.oauthUrl(), order, applyToken);
    return new ClientSdk(rules, app, page);
  }

  /** The built-in wallet's app shows a payment code of its user. */
  public Future<String> paymentCode() {
    return calls.builtInPaymentCode();
  }

  /**
   * The built-in wallet's app scans an acquirer's order code or follows its paymentUrl, and pays.
   */
  public Future<Boolean> scanAndPay(String codeValue) {
    return calls.scanAndPay(codeValue);
  }
}
