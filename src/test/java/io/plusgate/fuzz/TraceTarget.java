package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.plusgate.protocol.TraceContext;
import java.util.List;

/** {@code traceparent} and, on a second line, {@code tracestate}: a context that may go on. */
final class TraceTarget implements FuzzTarget {
  @Override
  public String name() {
    return "trace";
  }

  @Override
  public int inputs() {
    return 400_000;
  }

  @Override
  public int longest() {
    return 700;
  }

  @Override
  public List<String> words() {
    return List.of("00-", "ff-", "-01", "-00", "\n", "a=b", ",", "0000000000000000");
  }

  @Override
  public void take(byte[] input) {
    String text = new String(input, ISO_8859_1);
    int end = text.indexOf('\n');
    var context =
        TraceContext.of(
            List.of(end < 0 ? text : text.substring(0, end)),
            end < 0 ? List.of() : List.of(text.substring(end + 1)));
    Promised.same(
        TraceContext.read(context.inOneLine()), context, "it reads the same when it was stored");
    Promised.that(context.isNone() || context.traceId().length() == 32, "it has a trace id");
    Promised.that(context.isNone() || context.spanId().length() == 16, "it has a span id");
    context.eachHeader(TraceTarget::mayBeSent);
  }

  private static void mayBeSent(String name, String value) {
    Promised.that(
        value.chars().allMatch(c -> c >= ' ' && c <= '~'), name + " can be sent as a header");
  }
}
