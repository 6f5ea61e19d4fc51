package io.plusgate.reconcile.profile;

import java.util.Arrays;
import java.util.Optional;

/** What a column can mean to us; every other column is passed over and stays in the raw file. */
public enum Field {
  REQUEST_ID("requestId"),
  ALIPAY_ID("alipayId"),
  ORIGINAL_ID("originalId"),
  TYPE("type"),
  AMOUNT("amount"),
  CURRENCY("currency"),
  SETTLEMENT_AMOUNT("settlementAmount"),
  SETTLEMENT_CURRENCY("settlementCurrency"),
  FEE("fee"),
  FEE_CURRENCY("feeCurrency"),
  FEE_TYPE("feeType"),
  STATUS("status"),
  TIME("time"),
  BATCH_ID("batchId"),
  TOTAL_COUNT("totalCount"),
  TOTAL_AMOUNT("totalAmount"),
  DIRECTION("direction"),
  VALUE_DATE("valueDate");

  private final String word;

  Field(String word) {
    this.word = word;
  }

  /** How profiles call it. */
  public String word() {
    return word;
  }

  static Optional<Field> of(String word) {
    return Arrays.stream(values()).filter(field -> field.word.equals(word)).findFirst();
  }
}
