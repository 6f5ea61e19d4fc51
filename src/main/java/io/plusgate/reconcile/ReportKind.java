package io.plusgate.reconcile;

/** The four documented reports. */
public enum ReportKind {
  TRANSACTION_ITEMS("transactionItems"),
  SUMMARY("summary"),
  FEE_ITEMS("feeItems"),
  SETTLEMENT("settlement");

  private final String prefix;

  ReportKind(String prefix) {
    this.prefix = prefix;
  }

  /** How its files and its part of a profile are called. */
  public String prefix() {
    return prefix;
  }

  /** The report of this prefix. */
  public static ReportKind of(String prefix) {
    for (ReportKind kind : values()) {
      if (kind.prefix.equals(prefix)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "report: " + prefix + " (expected: transactionItems, summary, feeItems or settlement)");
  }
}
