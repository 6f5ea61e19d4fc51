package io.plusgate.simulator;

/** What became of a payment, as Alipay+ knows it. */
public enum PaymentState {
  IN_PROCESS,
  SUCCEEDED,
  FAILED,
  CANCELLED
}
