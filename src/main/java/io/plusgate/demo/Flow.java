package io.plusgate.demo;

/** The seven flows of Alipay+ (apis-acqp 5, apis-mpp 5), and the page of each. */
public enum Flow {
  ACQUIRER_USER_PRESENTED(
      "acquirer-user-presented",
      "acquirer, user-presented: pay signed, answered S, answer verified"),
  ACQUIRER_ORDER_CODE(
      "acquirer-order-code",
      "acquirer, order code: U with a code, scanned, notifyPayment brought to the backend"),
  ACQUIRER_ENTRY_CODE(
      "acquirer-entry-code",
      "acquirer, entry code: a page, its paymentUrl, notifyPayment brought to the backend"),
  WALLET_USER_PRESENTED(
      "wallet-user-presented",
      "wallet, user-presented: getPaymentCode, then pay relayed and the answer signed"),
  WALLET_ORDER_CODE(
      "wallet-order-code",
      "wallet, order code: userInitiatedPay, notifyPayment handed over until accepted"),
  WALLET_ENTRY_CODE(
      "wallet-entry-code",
      "wallet, entry code: the merchant's page, decoded, paid, notifyPayment accepted"),
  WALLET_AGGREGATED_CODE(
      "wallet-aggregated-code",
      "wallet, aggregated code (mainland China): applyToken relayed, then as entry code");

  private final String page;
  private final String promise;

  Flow(String page, String promise) {
    this.page = page;
    this.promise = promise;
  }

  /** Below {@code docs/flows/}, without its ending. */
  public String page() {
    return page;
  }

  public String promise() {
    return promise;
  }
}
