package io.plusgate.tracing;

import io.opentelemetry.api.common.AttributeKey;

/** What a span may say: all that the access log says too, and nothing else. */
public enum Note {
  API("plusgate.api"),
  EVENT("plusgate.event"),
  CLIENT_ID("plusgate.client_id"),
  PAYMENT_REQUEST_ID("plusgate.payment_request_id"),
  OUTCOME("plusgate.outcome"),
  VERDICT("plusgate.verdict"),
  REASON("plusgate.reason"),
  RESULT_STATUS("plusgate.result_status"),
  RESULT_CODE("plusgate.result_code"),
  WEBHOOK_ID("plusgate.webhook_id"),
  ATTEMPT("plusgate.attempt"),
  HTTP_STATUS("http.response.status_code");

  private final String attribute;

  Note(String attribute) {
    this.attribute = attribute;
  }

  /** Its name in a span. */
  public String attribute() {
    return attribute;
  }

  AttributeKey<String> text() {
    return AttributeKey.stringKey(attribute);
  }

  AttributeKey<Long> number() {
    return AttributeKey.longKey(attribute);
  }
}
