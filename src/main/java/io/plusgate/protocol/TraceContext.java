package io.plusgate.protocol;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * A place in a trace, in the words of W3C Trace Context. What a caller sends in a form that the
 * recommendation does not allow is no context at all, so that it goes no further.
 *
 * @param traceparent version 00, or empty when there is no trace
 * @param tracestate what other tracing systems pass along; never read
 */
public record TraceContext(String traceparent, String tracestate) {
  public static final TraceContext NONE = new TraceContext("", "");

  private static final Pattern PARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
  private static final int LENGTH = 55;
  private static final int LONGEST_STATE = 512;
  private static final String NO_TRACE = "0".repeat(32);
  private static final String NO_SPAN = "0".repeat(16);

  /** As the headers of a message say, each with all its values in their order. */
  public static TraceContext of(List<String> traceparents, List<String> tracestates) {
    if (traceparents.size() != 1 || !isValid(traceparents.get(0))) {
      return NONE;
    }
    String given = traceparents.get(0);
    // Of a later version only what the first one has is known, and passed on as such.
    String parent = given.startsWith("00") ? given : "00" + given.substring(2, LENGTH);
    String state = String.join(",", tracestates);
    return new TraceContext(parent, isPassable(state) ? state : "");
  }

  /** As it was stored among the headers of a message. */
  public static TraceContext of(Map<String, String> headers) {
    return of(
        values(headers, PlusgateHeader.TRACEPARENT), values(headers, PlusgateHeader.TRACESTATE));
  }

  /** A place that was made up here. */
  public static TraceContext of(String traceId, String spanId, boolean isSampled) {
    return new TraceContext("00-" + traceId + "-" + spanId + (isSampled ? "-01" : "-00"), "");
  }

  /** What {@link #inOneLine} wrote. */
  public static TraceContext read(String line) {
    String parent = line.substring(0, Math.min(line.length(), LENGTH));
    return of(
        List.of(parent), line.length() > LENGTH ? List.of(line.substring(LENGTH + 1)) : List.of());
  }

  /** For a store: empty when there is no trace. */
  public String inOneLine() {
    return tracestate.isEmpty() ? traceparent : traceparent + " " + tracestate;
  }

  public boolean isNone() {
    return traceparent.isEmpty();
  }

  public String traceId() {
    return traceparent.substring(3, 35);
  }

  public String spanId() {
    return traceparent.substring(36, 52);
  }

  /** Whether whoever began the trace wants it told. */
  public boolean isSampled() {
    return !isNone() && (Character.digit(traceparent.charAt(54), 16) & 1) == 1;
  }

  /** Another place in the same trace. */
  public TraceContext at(String spanId) {
    return new TraceContext(
        traceparent.substring(0, 36) + spanId + traceparent.substring(52), tracestate);
  }

  public boolean isInTraceOf(TraceContext other) {
    return !isNone() && !other.isNone() && traceId().equals(other.traceId());
  }

  /** The headers that say so: two, one or none. */
  public void eachHeader(BiConsumer<String, String> header) {
    if (!isNone()) {
      header.accept(PlusgateHeader.TRACEPARENT, traceparent);
    }
    if (!tracestate.isEmpty()) {
      header.accept(PlusgateHeader.TRACESTATE, tracestate);
    }
  }

  private static List<String> values(Map<String, String> headers, String name) {
    String value = headers.get(name);
    return value == null ? List.of() : List.of(value);
  }

  private static boolean isValid(String parent) {
    return PARENT.matcher(parent).matches()
        && !parent.startsWith("ff")
        && (parent.length() == LENGTH || !parent.startsWith("00"))
        && !parent.startsWith(NO_TRACE, 3)
        && !parent.startsWith(NO_SPAN, 36);
  }

  private static boolean isPassable(String state) {
    return state.length() <= LONGEST_STATE && state.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
