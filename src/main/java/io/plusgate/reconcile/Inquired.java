package io.plusgate.reconcile;

/**
 * What Alipay+ said when it was asked about one difference.
 *
 * @param said its words, for people: status, code, amount; or why there is no answer
 */
public record Inquired(Verdict verdict, String said) {
  /** Nobody asked. */
  public static final Inquired NOT_ASKED = new Inquired(Verdict.NOT_ASKED, "");

  /** What a verified answer says of the payment or refund; all else is {@link #UNKNOWN}. */
  public enum Verdict {
    NOT_ASKED,
    PAID,
    /** It failed or was cancelled, by Alipay+'s word. */
    UNPAID,
    IN_PROCESS,
    /** {@code ORDER_NOT_EXIST}. */
    NOT_KNOWN_THERE,
    /** No verified answer, or one that does not say: nothing was learned. */
    UNKNOWN
  }
}
