package io.plusgate.protocol;

/** Which way a call goes, seen from the partner. */
public enum Direction {
  /** The backend calls Alipay+ through us. */
  OUTBOUND("outbound"),
  /** Alipay+ calls us. */
  INBOUND("inbound");

  private final String label;

  Direction(String label) {
    this.label = label;
  }

  /** The value in metrics, logs and the admin API. */
  public String label() {
    return label;
  }
}
