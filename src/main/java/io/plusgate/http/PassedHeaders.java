package io.plusgate.http;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.PlusgateHeader;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which headers cross the gateway. What only we may set is stripped, so that nobody can pretend to
 * have been verified; what belongs to one connection or to the backend's own login stays behind.
 */
public final class PassedHeaders {
  private static final Set<String> ONE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "content-length",
          "expect",
          "host");

  private static final Set<String> BACKENDS_OWN =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "forwarded",
          "via",
          "user-agent",
          "accept-encoding",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "x-real-ip");

  private static final Set<String> SET_BY_US =
      Set.of(
          lower(AlipayHeader.SIGNATURE),
          lower(AlipayHeader.CLIENT_ID),
          lower(AlipayHeader.REQUEST_TIME),
          lower(AlipayHeader.RESPONSE_TIME));

  /** The next hop follows our step, not the caller's: see {@link TraceHeaders}. */
  private static final Set<String> PLACE_IN_A_TRACE =
      Set.of(PlusgateHeader.TRACEPARENT, PlusgateHeader.TRACESTATE);

  private PassedHeaders() {}

  /** From the backend's call to ours. */
  public static MultiMap towardsAlipayPlus(MultiMap headers) {
    return passed(
        headers,
        name ->
            !ONE_CONNECTION.contains(name)
                && !BACKENDS_OWN.contains(name)
                && !SET_BY_US.contains(name)
                && !PLACE_IN_A_TRACE.contains(name));
  }

  /** From Alipay+'s answer to the backend; its signature goes along, for backends that keep it. */
  public static MultiMap answerToBackend(MultiMap headers) {
    return passed(headers, name -> !ONE_CONNECTION.contains(name) && !name.equals("set-cookie"));
  }

  /** From Alipay+'s verified call to the backend. */
  public static MultiMap callToBackend(MultiMap headers) {
    return passed(
        headers,
        name ->
            !ONE_CONNECTION.contains(name)
                && !BACKENDS_OWN.contains(name)
                && !PLACE_IN_A_TRACE.contains(name));
  }

  private static MultiMap passed(MultiMap headers, Predicate<String> passes) {
    var passed = MultiMap.caseInsensitiveMultiMap();
    for (Map.Entry<String, String> header : headers) {
      String name = lower(header.getKey());
      if (passes.test(name) && !PlusgateHeader.isOurs(name)) {
        passed.add(header.getKey(), header.getValue());
      }
    }
    return passed;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
