package io.plusgate.protocol;

/** Which way a call goes, seen from the partner. */
public enum Direction {
  /** The backend calls Alipay+ through us. */
  OUTBOUND,
  /** Alipay+ calls us. */
  INBOUND
}
