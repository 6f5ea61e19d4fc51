package io.plusgate.store;

import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.protocol.TraceContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The original bytes of a verified message and the headers that go with them, to be passed on as
 * they are.
 *
 * <p>The bytes are not copied: who hands them in does not write to them again.
 */
public final class Payload {
  private final byte[] body;
  private final Map<String, String> headers;

  public Payload(byte[] body, Map<String, String> headers) {
    this.body = body;
    this.headers = Map.copyOf(headers);
  }

  /** The bytes of a verified answer of Alipay+, for whoever is to be told of it. */
  public static Payload verified(byte[] body, String keyVersion) {
    return new Payload(
        body,
        Map.of(
            "Content-Type",
            "application/json",
            PlusgateHeader.VERIFIED,
            "keyVersion=" + keyVersion));
  }

  /** Where there are no verified bytes to pass on: a result of our own that says "unknown". */
  public static Payload unknown() {
    return new Payload(
        ResultBody.of(Result.UNKNOWN_EXCEPTION),
        Map.of("Content-Type", "application/json", PlusgateHeader.LOCAL_ANSWER, "true"));
  }

  /** The same, and whoever is told of it follows this step of a trace. */
  public Payload after(TraceContext step) {
    if (step.isNone()) {
      return this;
    }
    var more = new HashMap<>(headers);
    step.eachHeader(more::put);
    return new Payload(body, more);
  }

  public byte[] body() {
    return body;
  }

  public Map<String, String> headers() {
    return headers;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that
        && Arrays.equals(body, that.body)
        && headers.equals(that.headers);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(body) + headers.hashCode();
  }

  /** Never the content: it is a customer's. */
  @Override
  public String toString() {
    return "Payload[" + body.length + " bytes, " + headers.size() + " headers]";
  }
}
