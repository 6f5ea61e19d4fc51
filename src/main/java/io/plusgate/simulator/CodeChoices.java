package io.plusgate.simulator;

import java.time.Duration;
import java.util.Optional;

/**
 * How codes look and what they lead to; the values that no document gives.
 *
 * @param paidAfter when the built-in wallet pays an order or entry code; never if empty
 * @param paymentCodes what a whole payment code looks like, a regular expression
 * @param orderCodePrefix put before an order code's number: an order code is a number or a URL
 * @param orderCodeValueType orderCodeForm.codeDetails.codeValueType
 * @param orderCodeDisplayType orderCodeForm.codeDetails.displayType
 * @param codeAnswersSuccess whether the pay of an order or entry code is answered S, not U
 * @param paymentUrlPrefix what a paymentUrl looks like before its code
 * @param storeUrlPrefix where a merchant's static entry codes point
 * @param walletUserAgent the user agent with which a wallet's SDK opens a merchant's page
 * @param oauthUrl where an aggregated code's page sends a user whom it does not know
 * @param authClientId the authClientId of that page
 */
public record CodeChoices(
    Optional<Duration> paidAfter,
    String paymentCodes,
    String orderCodePrefix,
    String orderCodeValueType,
    String orderCodeDisplayType,
    boolean codeAnswersSuccess,
    String paymentUrlPrefix,
    String storeUrlPrefix,
    String walletUserAgent,
    String oauthUrl,
    String authClientId) {

  /**
   * 17 to 19 digits that start with 25 to 30 (the legacy patterns are all of this kind), 24 digits,
   * or the agreement's own: D/code_scanning_payment_standards_acq/code_format,
   * D/integration_user_mode_acq/payment_codes.
   */
  public static final String DOCUMENTED =
      "(2[5-9]|30)[0-9]{15,17}|(2[5-9]|30)[0-9]{22}|(2[5-9]|30)[0-9]001[0-9]*";

  public static final CodeChoices DEFAULTS =
      new CodeChoices(
          Optional.of(Duration.ofSeconds(2)),
          DOCUMENTED,
          "",
          "QRCODE",
          "TEXT",
          false,
          "https://simulator.invalid/",
          "https://merchant.invalid/store/",
          "AlipayConnect iapconnectsdk/2.7.0",
          "https://oauth.simulator.invalid/",
          "SIMULATED_AUTH_CLIENT");

  public CodeChoices withPaidAfter(Optional<Duration> after) {
    return new CodeChoices(
        after,
        paymentCodes,
        orderCodePrefix,
        orderCodeValueType,
        orderCodeDisplayType,
        codeAnswersSuccess,
        paymentUrlPrefix,
        storeUrlPrefix,
        walletUserAgent,
        oauthUrl,
        authClientId);
  }

  public CodeChoices withOrderCodePrefix(String prefix) {
    return new CodeChoices(
        paidAfter,
        paymentCodes,
        prefix,
        orderCodeValueType,
        orderCodeDisplayType,
        codeAnswersSuccess,
        paymentUrlPrefix,
        storeUrlPrefix,
        walletUserAgent,
        oauthUrl,
        authClientId);
  }

  public CodeChoices withCodeAnswersSuccess(boolean success) {
    return new CodeChoices(
        paidAfter,
        paymentCodes,
        orderCodePrefix,
        orderCodeValueType,
        orderCodeDisplayType,
        success,
        paymentUrlPrefix,
        storeUrlPrefix,
        walletUserAgent,
        oauthUrl,
        authClientId);
  }

  boolean isPaymentCode(String code) {
    return code.matches(paymentCodes);
  }
}
