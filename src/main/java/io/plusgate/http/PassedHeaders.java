package io.plusgate.http;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.PlusgateHeader;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

  private static final Set<String> NOT_TOWARDS_ALIPAY_PLUS =
      all(List.of(ONE_CONNECTION, BACKENDS_OWN, SET_BY_US, PLACE_IN_A_TRACE));

  private static final Set<String> NOT_IN_AN_ANSWER =
      all(List.of(ONE_CONNECTION, Set.of("set-cookie")));

  private static final Set<String> NOT_TO_BACKEND =
      all(List.of(ONE_CONNECTION, BACKENDS_OWN, PLACE_IN_A_TRACE));

  private PassedHeaders() {}

  /** From the backend's call to ours. */
  public static MultiMap towardsAlipayPlus(MultiMap headers) {
    return passed(headers, name -> !NOT_TOWARDS_ALIPAY_PLUS.contains(name));
  }

  /** From Alipay+'s answer to the backend; its signature goes along, for backends that keep it. */
  public static MultiMap answerToBackend(MultiMap headers) {
    return passed(headers, name -> !NOT_IN_AN_ANSWER.contains(name));
  }

  /** From Alipay+'s verified call to the backend. */
  public static MultiMap callToBackend(MultiMap headers) {
    return passed(headers, name -> !NOT_TO_BACKEND.contains(name));
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

  private static Set<String> all(List<Set<String>> names) {
    return names.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
