package io.plusgate.config;

import java.time.Duration;

/**
 * What the gateway takes on at most; over it the caller is told early.
 *
 * @param bodyBytes of any message, either way
 * @param headerBytes of all headers of a request together
 * @param connections open on one listener
 * @param concurrentOutbound calls of the backend in flight, except inquiry and cancel
 * @param concurrentInquiries {@code inquiryPayment} and {@code cancelPayment} in flight: their own
 *     room, so that they never wait behind {@code pay}
 * @param concurrentInbound calls of Alipay+ in flight, except those of the next
 * @param concurrentNotifications notifications in flight: they are only written down, and never
 *     wait behind calls that the backend answers
 * @param waiters {@code GET /payments/{id}?wait=} held open
 * @param bodiesInFlight bytes of all request bodies of one side together
 * @param queueTime how long a call waits at most for its turn towards Alipay+ or the backend
 * @param requestTimeout after which a request whose head and body are not there as a whole is
 *     refused
 * @param idleTimeout after which a silent connection is closed
 */
public record LimitsConfig(
    int bodyBytes,
    int headerBytes,
    int connections,
    int concurrentOutbound,
    int concurrentInquiries,
    int concurrentInbound,
    int concurrentNotifications,
    int waiters,
    int bodiesInFlight,
    Duration queueTime,
    Duration requestTimeout,
    Duration idleTimeout) {

  public LimitsConfig {
    Checks.of("limits")
        .between("bodyBytes", bodyBytes, 1_024, 64 * 1024 * 1024)
        .between("headerBytes", headerBytes, 2_048, 1024 * 1024)
        .between("connections", connections, 1, 1_000_000)
        .between("concurrentOutbound", concurrentOutbound, 1, 1_000_000)
        .between("concurrentInquiries", concurrentInquiries, 1, 1_000_000)
        .between("concurrentInbound", concurrentInbound, 1, 1_000_000)
        .between("concurrentNotifications", concurrentNotifications, 1, 1_000_000)
        .between("waiters", waiters, 1, 10_000_000)
        .between("bodiesInFlight", bodiesInFlight, bodyBytes, Integer.MAX_VALUE)
        .between("queueTime", queueTime, Duration.ZERO, Duration.ofSeconds(30))
        .between("requestTimeout", requestTimeout, Duration.ofSeconds(1), Duration.ofMinutes(10))
        .between("idleTimeout", idleTimeout, Duration.ofSeconds(1), Duration.ofHours(1))
        .done();
  }

  public static LimitsConfig defaults() {
    return new LimitsConfig(
        1_048_576,
        16_384,
        10_000,
        1_024,
        256,
        1_024,
        1_024,
        10_000,
        8 * 1_048_576,
        Duration.ofMillis(500),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60));
  }
}
