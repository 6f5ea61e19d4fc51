package io.plusgate.reconcile;

/** What a row is about; a payment and its refunds share ids, so ids only compare within a type. */
public enum EntryType {
  PAYMENT,
  REFUND
}
