package io.plusgate.reconcile;

/** What came of comparing, with the documented cause and what to do about it. */
public enum Difference {
  MATCHED(false, "both sides agree", "nothing"),
  MISSING_AT_ALIPAYPLUS(
      true,
      "we think it succeeded, the reports do not have it; a wallet: Alipay+ may have closed or"
          + " cancelled it internally after a late success",
      "inquire; if Alipay+ has no success: acquirer, ask Alipay+; wallet, give the money back"),
  MISSING_HERE(
      true,
      "Alipay+ settles it, we do not have it: a lost answer or notification, a late success",
      "inquire, then repair the books; never post from the file alone"),
  AMOUNT_DIFFERS(
      true,
      "wrong unit, exchange, promotion or surcharge",
      "compare with the pay request; Alipay+'s file settles first, then ask Alipay+"),
  CURRENCY_DIFFERS(
      true,
      "the sides name different currencies",
      "compare with the pay request; Alipay+'s file settles first, then ask Alipay+"),
  STATUS_DIFFERS(
      true,
      "Alipay+ settles it, we think it failed, was cancelled or is open: a late success, or a"
          + " cancel that was lost",
      "inquire; cancelled here: cancel again inside the window, else refund"),
  FEE_DIFFERS(
      true,
      "contract rate, rounding, or the fee given back with a refund",
      "compare with the contract; keep it in the fee ledger, then ask Alipay+"),
  DUPLICATE(
      true,
      "the same type and id stand more than once",
      "inquire; if it was paid once, ask Alipay+ to correct the set"),
  TIMING(
      false,
      "completed near 00:00 UTC+8, the sides put it on different clearing days",
      "carried over one day; it is missing if the next day's set does not have it"),
  DAMAGED_SET(
      true,
      "a file of the set is truncated, incomplete or does not add up; none of it was used",
      "fetch it again; if it stays so, ask connect_support@service.alipay.com");

  private final boolean differs;
  private final String cause;
  private final String action;

  Difference(boolean differs, String cause, String action) {
    this.differs = differs;
    this.cause = cause;
    this.action = action;
  }

  /** Whether the books disagree (exit code 1), not only wait. */
  public boolean differs() {
    return differs;
  }

  public String cause() {
    return cause;
  }

  public String action() {
    return action;
  }
}
