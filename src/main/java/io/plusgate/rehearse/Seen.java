package io.plusgate.rehearse;

import java.time.Instant;
import java.util.Map;

/**
 * One call and its answer, as they went over the wire; test data only.
 *
 * @param between who called whom, e.g. {@code Alipay+ → gateway}
 * @param status of HTTP; 0 when nothing came back
 */
public record Seen(
    Instant at,
    String between,
    String path,
    Map<String, String> requestHeaders,
    String requestBody,
    int status,
    Map<String, String> answerHeaders,
    String answerBody) {
  public Seen {
    requestHeaders = Shown.headers(requestHeaders);
    answerHeaders = Shown.headers(answerHeaders);
    requestBody = Shown.body(requestBody);
    answerBody = Shown.body(answerBody);
  }
}
