package io.plusgate.simulator;

/** What Alipay+'s reports can be made to get wrong. */
public enum ReportFault {
  /** A settled payment is left out. */
  LOST_ROW,
  /** A payment nobody made is settled. */
  STRANGE_ROW,
  OTHER_AMOUNT,
  OTHER_CURRENCY,
  /** A payment that did not succeed is settled. */
  UNSUCCESSFUL_ROW,
  OTHER_FEE,
  ROW_TWICE,
  /** Completed just after the cut, by their clock. */
  OTHER_DAY,
  /** The settlement report of the last set nets its clearing batch with another amount. */
  OTHER_SETTLEMENT,
  /** The last file of the first set ends in the middle of a row. */
  CUT_SHORT
}
