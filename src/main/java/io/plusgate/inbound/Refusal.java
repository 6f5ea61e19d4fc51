package io.plusgate.inbound;

import io.plusgate.metrics.Outcome;
import io.plusgate.protocol.Result;

/**
 * Why a call is not taken, and the documented result that says so (result-codes 4, protocol 1.13).
 *
 * @param reason our own stable word for logs and metrics; Alipay+ never sees it
 */
record Refusal(String reason, Outcome outcome, Result result) {

  static Refusal invalidSignature(String reason) {
    return refused(reason, "INVALID_SIGNATURE", "The signature is invalid.");
  }

  static Refusal unknownClient() {
    return refused("unknown_client", "INVALID_CLIENT", "The client is invalid.");
  }

  static Refusal keyNotFound() {
    return refused("key_not_found", "KEY_NOT_FOUND", "The key is not found.");
  }

  static Refusal illegal(String reason, String message) {
    return refused(reason, "PARAM_ILLEGAL", message);
  }

  static Refusal notPost() {
    return refused("not_post", "METHOD_NOT_SUPPORTED", "The method is not supported.");
  }

  static Refusal mediaType() {
    return refused("media_type", "MEDIA_TYPE_NOT_ACCEPTABLE", "The media type is not acceptable.");
  }

  static Refusal unknownPath(String code) {
    return refused("unknown_path", code, "The API is not offered here.");
  }

  /** We can't take it now: unknown, so that Alipay+ asks or sends again; never S, never F. */
  static Refusal busy(String reason) {
    return new Refusal(reason, Outcome.OVERLOADED, Result.UNKNOWN_EXCEPTION);
  }

  private static Refusal refused(String reason, String code, String message) {
    return new Refusal(reason, Outcome.REFUSED, Result.failed(code, message));
  }
}
