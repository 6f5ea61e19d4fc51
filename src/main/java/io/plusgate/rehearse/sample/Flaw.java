package io.plusgate.rehearse.sample;

/** What is wrong with a sample backend; the mistakes that backends really have. */
public enum Flaw {
  /** Nothing: every case passes. */
  NONE,
  /** A repeat is booked again. */
  NO_IDEMPOTENCY,
  /** It answers when nobody waits any more. */
  SLOW,
  /** Its acknowledgements are no Alipay+ result, or say that it did not work. */
  WRONG_ACK,
  /** What contradicts what it knows is taken as if it were true. */
  IGNORES_CONTRADICTIONS
}
