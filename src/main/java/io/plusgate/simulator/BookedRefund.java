package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import java.time.Instant;

/** Money that went back to the payer. */
public record BookedRefund(
    String refundRequestId, String refundId, Amount amount, Instant refundedAt) {}
