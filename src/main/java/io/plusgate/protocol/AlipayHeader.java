package io.plusgate.protocol;

/** The HTTP headers that Alipay+ defines; their names are compared without case. */
public final class AlipayHeader {
  public static final String SIGNATURE = "Signature";
  public static final String CLIENT_ID = "Client-Id";
  public static final String REQUEST_TIME = "Request-Time";
  public static final String RESPONSE_TIME = "Response-Time";
  public static final String AGENT_TOKEN = "Agent-Token";

  /** The media type of everything we send; the samples carry it on every call. */
  public static final String JSON = "application/json; charset=UTF-8";

  private AlipayHeader() {}
}
