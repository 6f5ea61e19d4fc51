package io.plusgate.reconcile;

/** How far one side says the payment or refund has got. Reports carry successful ones only. */
public enum EntryStatus {
  SUCCEEDED,
  FAILED,
  CANCELLED,
  OPEN
}
