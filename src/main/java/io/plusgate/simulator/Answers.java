package io.plusgate.simulator;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import io.vertx.core.json.JsonObject;

/** The results that Alipay+ gives, with the messages that were seen beside them. */
final class Answers {
  static final String ORDER_IS_CLOSED = "ORDER_IS_CLOSED";

  private Answers() {}

  static JsonObject of(Result result) {
    return new JsonObject().put("result", json(result));
  }

  static JsonObject success() {
    return of(Result.SUCCESS);
  }

  static JsonObject refused(String code, String message) {
    return of(Result.failed(code, message));
  }

  static JsonObject illegal(String message) {
    return refused("PARAM_ILLEGAL", message);
  }

  static JsonObject unknownOrder() {
    return refused("ORDER_NOT_EXIST", "Order does not exist.");
  }

  static JsonObject inconsistent() {
    return refused("REPEAT_REQ_INCONSISTENT", "Repeated requests are inconsistent.");
  }

  static Result unknown(String code) {
    return new Result(ResultStatus.U, code, "The payment is in process.");
  }

  static JsonObject json(Result result) {
    return new JsonObject()
        .put("resultCode", result.resultCode())
        .put("resultStatus", result.resultStatus().name())
        .put("resultMessage", result.resultMessage());
  }
}
