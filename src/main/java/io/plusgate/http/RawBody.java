package io.plusgate.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;

/** Reads a body once, as the bytes on the wire, up to a limit. */
public final class RawBody {
  /**
   * A caller who sends everything and only then reads shall find our refusal; one whose body never
   * ends is hung up on here.
   */
  private static final long MOST_DISCARDED = 16L * 1024 * 1024;

  private static final int FIRST_BYTES = 8_192;

  private static final String GONE = "the caller hung up before the body was there";

  private RawBody() {}

  /**
   * The whole body. Fails with {@link BodyTooLargeException} as soon as the announced or received
   * size exceeds the limit, with {@link NoRoomForBodyException} when there are too many bytes in
   * flight already, and with the stream's own failure when the sender breaks off.
   */
  public static Future<Buffer> read(HttpServerRequest request, int limit, Admission.Visit visit) {
    return readOf(request, limit, visit::grow)
        .onFailure(failure -> discardTheRest(request, failure));
  }

  /** The same for a caller of our own house, whose bodies nobody counts. */
  public static Future<Buffer> read(HttpServerRequest request, int limit) {
    return readOf(request, limit, more -> true)
        .onFailure(failure -> discardTheRest(request, failure));
  }

  /** An HTTP/2 stream that is closed, not reset by the caller, says so to its response only. */
  private static Future<Buffer> readOf(HttpServerRequest request, int limit, IntPredicate room) {
    Promise<Buffer> whole = Promise.promise();
    request.response().closeHandler(gone -> whole.tryFail(new HttpClosedException(GONE)));
    return read(whole, request, request.headers(), limit, room);
  }

  private static boolean isRefused(Throwable failure) {
    return failure instanceof BodyTooLargeException || failure instanceof NoRoomForBodyException;
  }

  private static void discardTheRest(HttpServerRequest request, Throwable failure) {
    if (!isRefused(failure)) {
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
    return read(Promise.promise(), response, response.headers(), limit, more -> true);
  }

  private static Future<Buffer> read(
      Promise<Buffer> whole,
      ReadStream<Buffer> stream,
      MultiMap headers,
      int limit,
      IntPredicate room) {
    long announced = announcedLength(headers);
    if (announced > limit) {
      return Future.failedFuture(new BodyTooLargeException(limit));
    }
    // No more than a usual body before it is there: who announces much takes nothing yet.
    Buffer body = Buffer.buffer((int) Math.min(Math.max(announced, 0), FIRST_BYTES));
    stream
        .exceptionHandler(whole::tryFail)
        .handler(chunk -> append(whole, body, chunk, limit, room))
        .endHandler(end -> whole.tryComplete(body));
    return whole.future();
  }

  private static void append(
      Promise<Buffer> whole, Buffer body, Buffer chunk, int limit, IntPredicate room) {
    if (whole.future().isComplete()) {
      return;
    }
    if (body.length() + chunk.length() > limit) {
      whole.tryFail(new BodyTooLargeException(limit));
    } else if (room.test(chunk.length())) {
      body.appendBuffer(chunk);
    } else {
      whole.tryFail(new NoRoomForBodyException());
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
