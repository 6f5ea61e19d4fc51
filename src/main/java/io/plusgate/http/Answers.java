package io.plusgate.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.function.Consumer;

/** Watches the answers of one HTTP/1 connection, so that a refusal never falls into one. */
final class Answers extends ChannelOutboundHandlerAdapter {
  private final Consumer<ChannelHandlerContext> written;
  private boolean expected;
  private boolean begun;
  private boolean last;
  private boolean ended;

  /**
   * @param written told after each answer
   */
  Answers(Consumer<ChannelHandlerContext> written) {
    this.written = written;
  }

  /** A request was let through. */
  void expect() {
    expected = true;
  }

  /** Whether the request that was let through is not answered yet. */
  boolean isExpected() {
    return expected;
  }

  /** Whether an answer is half written. */
  boolean isBegun() {
    return begun;
  }

  /** Whether an answer has said that it is the last of this connection. */
  boolean isLast() {
    return last;
  }

  /** No answer goes out from now on. */
  void end() {
    ended = true;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the promise that was given tells how it ended
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (ended) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    boolean ends = message instanceof LastHttpContent;
    if (message instanceof HttpResponse answer) {
      boolean interim = answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      begun = !interim;
      last |= !interim && saysLast(answer);
      ends &= !interim;
    }
    context.write(message, promise);
    if (ends) {
      begun = false;
      expected = false;
      written.accept(context);
    }
  }

  private static boolean saysLast(HttpResponse answer) {
    return answer.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
  }
}
