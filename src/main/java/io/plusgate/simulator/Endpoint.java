package io.plusgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** One API of Alipay+: carries the call out and says what the answer's body is. */
interface Endpoint {
  Future<JsonObject> answer(Call call);
}
