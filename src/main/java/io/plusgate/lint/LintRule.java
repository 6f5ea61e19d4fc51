package io.plusgate.lint;

/** A documented rule about how a body is written; the word is the metric's label. */
public enum LintRule {
  /** Every scalar is a JSON string, integers and booleans too (every API page). */
  NOT_A_STRING("not-a-string"),
  /**
   * An unused field is left out or null (D/api_acq/cancel_payment, D/api_mpp_std/notify_payment).
   */
  EMPTY("empty"),
  /** Longer than the API's page allows. */
  TOO_LONG("too-long"),
  /** Not ISO 8601 with a zone offset. */
  TIME_SHAPE("time-shape"),
  /** An id that was sent before, with another key parameter (D/api_acq/idempotency, api_mpp). */
  ID_REUSED("id-reused"),
  /** A field that a release note takes away. */
  REMOVED_FIELD("removed-field");

  private final String word;

  LintRule(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
