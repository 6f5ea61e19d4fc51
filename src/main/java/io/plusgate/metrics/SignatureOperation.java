package io.plusgate.metrics;

/** The two things that are done with a key. */
public enum SignatureOperation {
  SIGN("sign"),
  VERIFY("verify");

  private final String label;

  SignatureOperation(String label) {
    this.label = label;
  }

  /** The value of the label "operation". */
  public String label() {
    return label;
  }
}
