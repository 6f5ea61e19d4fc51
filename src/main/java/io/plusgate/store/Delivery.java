package io.plusgate.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that somebody is to be told, and how far that has got.
 *
 * @param webhookId the same for every attempt and every replay
 * @param event for the backend the value of {@code Plusgate-Event}
 * @param source the API whose message says so
 * @param attempts how often it has been claimed since it was queued or replayed
 * @param nextAt not before this time; meaningful while waiting
 * @param note what was said of the last attempt; empty before the first
 * @param replay whether somebody had it sent again
 */
public record Delivery(
    String webhookId,
    Recipient recipient,
    String clientId,
    String api,
    String event,
    String source,
    Optional<String> paymentRequestId,
    Instant queuedAt,
    DeliveryState state,
    int attempts,
    Instant nextAt,
    String note,
    boolean replay) {}
