package io.plusgate.inbound;

import io.plusgate.backend.BackendReply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Of equal calls that come while the first is still at the backend, only the first goes there; the
 * others wait for its answer. One instance serves all event loops.
 *
 * <p>Equal is: the same client, API, idempotency key (protocol 4) and bytes. The same key over
 * other bytes is the backend's to judge ({@code REPEAT_REQ_INCONSISTENT}), so it goes there; so
 * does every call without a key. Nothing is remembered once the answer is there: what a later
 * repeat gets is the backend's word again.
 */
public final class SingleFlight {
  private final Map<Key, Future<BackendReply>> underWay = new ConcurrentHashMap<>();

  /** What makes two calls the same. */
  private record Key(String clientId, String to, List<String> identifier, Buffer body) {}

  /** The answer to this call: the one that is coming already, else the one of {@code forward}. */
  Future<BackendReply> run(VerifiedCall call, Supplier<Future<BackendReply>> forward) {
    return key(call).map(key -> run(key, forward)).orElseGet(forward);
  }

  private Future<BackendReply> run(Key key, Supplier<Future<BackendReply>> forward) {
    Promise<BackendReply> first = Promise.promise();
    var earlier = underWay.putIfAbsent(key, first.future());
    if (earlier != null) {
      return here(earlier);
    }
    return Future.<Void>succeededFuture()
        .compose(now -> forward.get())
        .andThen(
            ended -> {
              underWay.remove(key);
              first.handle(ended);
            });
  }

  private static Optional<Key> key(VerifiedCall call) {
    var fields = call.route().api().idempotencyKey();
    var identifier = fields.stream().flatMap(field -> text(call, field).stream()).toList();
    return fields.isEmpty() || identifier.size() < fields.size()
        ? Optional.empty()
        : Optional.of(new Key(call.clientId(), call.route().to(), identifier, call.body()));
  }

  private static Optional<String> text(VerifiedCall call, String field) {
    return call.message().flatMap(message -> message.text(field)).filter(id -> !id.isEmpty());
  }

  /** The same answer, on the event loop of who waits for it. */
  private static Future<BackendReply> here(Future<BackendReply> earlier) {
    var context = Vertx.currentContext();
    Promise<BackendReply> mine = Promise.promise();
    earlier.onComplete(ended -> context.runOnContext(now -> mine.handle(ended)));
    return mine.future();
  }
}
