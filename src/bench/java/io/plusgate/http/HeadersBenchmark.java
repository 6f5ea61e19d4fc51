package io.plusgate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.plusgate.bench.Sample;
import io.vertx.core.MultiMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the headers of one call cost: read by the strict rules, and passed on. */
@State(Scope.Benchmark)
public class HeadersBenchmark {
  private static final byte[] HEAD =
      """
      POST /aps/api/v1/payments/pay HTTP/1.1
      Host: plusgate:8080
      User-Agent: okhttp/4.12.0
      Accept: application/json
      Accept-Encoding: gzip
      Content-Type: application/json; charset=UTF-8
      Content-Length: 840
      traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01

      """
          .replace("\n", "\r\n")
          .getBytes(US_ASCII);

  private final WireHead head = new WireHead(16_384);
  private final MultiMap call = MultiMap.caseInsensitiveMultiMap();
  private final MultiMap answer = MultiMap.caseInsensitiveMultiMap();

  public HeadersBenchmark() {
    new String(HEAD, US_ASCII)
        .lines()
        .skip(1)
        .filter(line -> !line.isEmpty())
        .map(line -> line.split(": ", 2))
        .forEach(parts -> call.add(parts[0], parts[1]));
    answer.addAll(
        Map.of(
            "Content-Type", "application/json; charset=UTF-8",
            "Content-Length", "620",
            "Connection", "keep-alive",
            "Client-Id", Sample.CLIENT,
            "Response-Time", "2026-11-27T12:00:00+01:00",
            "Signature", "algorithm=RSA256,keyVersion=1,signature=" + "A".repeat(344)));
  }

  @Benchmark
  public WireHead.Reading readHead() {
    head.begin();
    return head.read(HEAD, HEAD.length);
  }

  @Benchmark
  public MultiMap passToAlipayPlus() {
    return PassedHeaders.towardsAlipayPlus(call);
  }

  @Benchmark
  public MultiMap passAnswerToBackend() {
    return PassedHeaders.answerToBackend(answer);
  }
}
