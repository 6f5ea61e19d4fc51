package io.plusgate.payment;

/** What a person has to know, and what there is to do. */
public enum Alarm {
  OTHER_AMOUNT(
      "Alipay+ named another amount than was sent. Nothing was applied. Compare the order with the"
          + " Developer Center, then refund or ask Alipay+."),
  OTHER_OUTCOME(
      "Alipay+ said two different final results. The first one stands. Look at the payment's"
          + " timeline, then ask Alipay+ which one was settled."),
  LATE_SUCCESS(
      "The payer may have paid after the cancel. The cancel stands (D/api_acq/cancel_payment):"
          + " do not hand out goods; check in the reports that the money went back."),
  UNRESOLVED(
      "The cancel window (00:15 UTC+8 of T+1) closed without a result. If the reports show the"
          + " payment, refund it or accept it; if not, ask Alipay+."),
  CANCEL_REFUSED(
      "Alipay+ refuses to cancel. It is tried again until the window closes; look at the result"
          + " code: ACCESS_DENIED needs a change of the contract, others a call to Alipay+."),
  EXPIRED_OPEN(
      "The payment is open past its time and the gateway does not cancel it: inquiry.then is report,"
          + " or only its id is known (restored). Cancel it or wait for it; it is asked on."),
  SILENT_NOTIFICATION(
      "The payment ended, but no notification came: look at the firewall, the notification URL and"
          + " the signed path of the Alipay+ listener.");

  private final String advice;

  Alarm(String advice) {
    this.advice = advice;
  }

  /** In whole sentences, for the log and the console. */
  public String advice() {
    return advice;
  }

  /** Whether it tells of two statements that can't both be true. */
  public boolean isContradiction() {
    return this == OTHER_AMOUNT || this == OTHER_OUTCOME || this == LATE_SUCCESS;
  }
}
