package io.plusgate.outbound;

import io.plusgate.protocol.Api;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.TraceContext;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * One call of the backend, read and accepted.
 *
 * @param path below the base URL, as the backend called it
 * @param body the bytes as they came; nothing in here ever writes them again
 * @param patience how long the backend waits, where it says so
 * @param message the few fields we act on, read beside the bytes; nothing for unreadable JSON,
 *     which is passed on all the same, for Alipay+ to refuse
 * @param step the call's place in a trace, which the payment keeps
 */
record OutboundCall(
    String clientId,
    Api api,
    String path,
    Buffer body,
    MultiMap headers,
    Optional<Duration> patience,
    Optional<Message> message,
    TraceContext step) {}
