package io.plusgate.payment;

/** What one piece of evidence says, once its words are read as the documents read them. */
enum Said {
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** Alipay+ says that it has not ended, or that it knows no such payment yet. */
  OPEN,
  /** Nobody whom we trust said anything. */
  UNKNOWN,
  CANCEL_ASKED,
  /** The cancel was not done, or we don't know whether it was. */
  CANCEL_OPEN,
  /** Alipay+ will not cancel, by its word, although it could: a person has to look. */
  CANCEL_REFUSED,
  /** It is too late for a cancel, by Alipay+'s word. */
  WINDOW_CLOSED,
  TIME_PASSED,
  /** What is known may be older than what was learnt. */
  RESTORED,
  /** Worth a line in the timeline, no more. */
  ASIDE
}
