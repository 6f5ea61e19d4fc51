package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.vertx.core.json.JsonObject;

/**
 * The answer to a refundRequestId, for its repeats.
 *
 * @param paymentRequestId which payment the first request meant
 */
record RefundAnswer(String paymentRequestId, Amount amount, JsonObject answer) {}
