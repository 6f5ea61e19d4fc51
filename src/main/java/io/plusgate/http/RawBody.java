package io.plusgate.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a body once, as the bytes on the wire, up to a limit. */
public final class RawBody {
  /**
   * A caller who sends everything and only then reads shall find our refusal; one whose body never
   * ends is hung up on here.
   */
  private static final long MOST_DISCARDED = 16L * 1024 * 1024;

  private RawBody() {}

  /**
   * The whole body. Fails with {@link BodyTooLargeException} as soon as the announced or received
   * size exceeds the limit, and with the stream's own failure when the sender breaks off.
   */
  public static Future<Buffer> read(HttpServerRequest request, int limit) {
    return read(request, request.headers(), limit)
        .onFailure(failure -> discardTheRest(request, failure));
  }

  private static void discardTheRest(HttpServerRequest request, Throwable failure) {
    if (!(failure instanceof BodyTooLargeException)) {
      return;
    }
    var discarded = new AtomicLong();
    request.handler(
        chunk -> {
          if (discarded.addAndGet(chunk.length()) > MOST_DISCARDED) {
            request.connection().close().onFailure(gone -> {});
          }
        });
  }

  /** The whole body of an answer, with the same promises. */
  public static Future<Buffer> read(HttpClientResponse response, int limit) {
    return read(response, response.headers(), limit);
  }

  private static Future<Buffer> read(ReadStream<Buffer> stream, MultiMap headers, int limit) {
    long announced = announcedLength(headers);
    if (announced > limit) {
      return Future.failedFuture(new BodyTooLargeException(limit));
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer((int) Math.max(announced, 0));
    stream
        .exceptionHandler(whole::tryFail)
        .handler(chunk -> append(whole, body, chunk, limit))
        .endHandler(end -> whole.tryComplete(body));
    return whole.future();
  }

  private static void append(Promise<Buffer> whole, Buffer body, Buffer chunk, int limit) {
    if (body.length() + chunk.length() > limit) {
      whole.tryFail(new BodyTooLargeException(limit));
    } else {
      body.appendBuffer(chunk);
    }
  }

  /** The server has refused a malformed Content-Length before we see it; absent is -1. */
  private static long announcedLength(MultiMap headers) {
    String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException unreadable) {
      return -1;
    }
  }
}
