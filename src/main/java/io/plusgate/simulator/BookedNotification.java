package io.plusgate.simulator;

import java.net.URI;
import java.time.Instant;

/**
 * One sending of a notification and what came back.
 *
 * @param attempt 1 for the first sending
 * @param genuine false for one that a scenario added: tampered, contradicting, unsigned …
 * @param acknowledged the answer was signed, verified, and said S SUCCESS
 * @param answer why it did not count, or {@code acknowledged}
 */
public record BookedNotification(
    String api,
    URI url,
    int attempt,
    boolean genuine,
    Instant sentAt,
    boolean acknowledged,
    String answer) {}
