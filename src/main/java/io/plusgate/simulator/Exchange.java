package io.plusgate.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One call and its answer, as they went over the wire.
 *
 * @param at when the call came, or was sent
 * @param received true: a partner called Alipay+; false: Alipay+ called a partner
 * @param verdict whether the other side's signature held: {@code verified}, or why not
 * @param status of the answer's HTTP status line; 0 when there was no answer
 * @param warnings what Alipay+ may refuse although we did not
 */
public record Exchange(
    Instant at,
    boolean received,
    String clientId,
    String api,
    String path,
    Map<String, String> requestHeaders,
    String requestBody,
    String verdict,
    Fault fault,
    int status,
    Map<String, String> answerHeaders,
    String answerBody,
    List<String> warnings) {
  public Exchange {
    requestHeaders = Map.copyOf(requestHeaders);
    answerHeaders = Map.copyOf(answerHeaders);
    warnings = List.copyOf(warnings);
  }

  /** Without the bodies: they may name a person. */
  @Override
  public String toString() {
    return "Exchange[" + api + " " + path + " " + verdict + " " + status + "]";
  }
}
