package io.plusgate.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the HTTP/1 decoder of one connection and lets through only what every reader reads
 * alike: a head when it is whole and keeps every {@link WireRule}, a body as far as its framing
 * holds, and one request at a time, so that nothing passes behind an answer that is the last. What
 * breaks a rule or takes longer than {@code limits.requestTimeout} is refused and the connection
 * closed.
 */
final class StrictWire extends ChannelInboundHandlerAdapter {
  private static final String DECODER = "httpDecoder";
  private static final String ENCODER = "httpEncoder";
  private static final byte[] NOTHING = {};

  /** A usual head is shorter; what follows it is not copied. */
  private static final int STEP = 1_024;

  /** How long a refused caller has to read his answer and to hang up. */
  private static final long LINGER_MILLIS = 1_000;

  private final Answers answers = new Answers(this::answered);
  private final WireBody body = new WireBody();
  private final WireHead head;
  private final long patienceNanos;
  private final Consumer<WireRule> refusals;
  private byte[] held = NOTHING;
  private int heldEarlier;
  private @Nullable ByteBuf waiting;
  private @Nullable ScheduledFuture<?> timer;
  private boolean first = true;
  private long begunNanos = System.nanoTime();
  private WireRule broken = WireRule.KEPT;
  private boolean over;

  private StrictWire(int headerBytes, long patienceNanos, Consumer<WireRule> refusals) {
    this.head = new WireHead(headerBytes);
    this.patienceNanos = patienceNanos;
    this.refusals = refusals;
  }

  /**
   * Puts one before the decoder; false, and nothing done, on a connection that speaks HTTP/2.
   *
   * @param refusals told of each refusal, for the log
   */
  static boolean before(
      Channel channel, int headerBytes, long patienceNanos, Consumer<WireRule> refusals) {
    ChannelPipeline pipeline = channel.pipeline();
    if (pipeline.get(DECODER) == null) {
      return false;
    }
    var wire = new StrictWire(headerBytes, patienceNanos, refusals);
    pipeline.addAfter(ENCODER, "answers", wire.answers);
    pipeline.addBefore(DECODER, "strictWire", wire);
    return true;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    watch(context, patienceNanos);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    over = true;
    if (timer != null) {
      timer.cancel(false);
    }
    if (waiting != null) {
      waiting.release();
      waiting = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
    } else if (over) {
      bytes.release();
    } else if (waiting != null) {
      waiting = Unpooled.wrappedBuffer(waiting, bytes);
    } else {
      read(context, bytes);
    }
  }

  private void read(ChannelHandlerContext context, ByteBuf bytes) {
    int start = bytes.readerIndex();
    int end = bytes.writerIndex();
    int at = start;
    int good = start;
    heldEarlier = held.length;
    while (at < end && !over && waiting == null) {
      if (!body.isWhole()) {
        at = body.read(bytes, at, end);
        good = at;
        refuseIf(body.broken());
      } else if (answers.isLast()) {
        at = end;
      } else if (answers.isExpected()) {
        waiting = bytes.retainedSlice(at, end - at);
        context.channel().config().setAutoRead(false);
      } else {
        at = readHead(context, bytes, at, end);
        good = held.length > 0 || over ? good : at;
      }
    }
    pass(context, bytes, start, good);
    if (broken.isBroken()) {
      refuse(context);
    } else {
      closeAfterTheLast(context);
      if (timer == null && !over && isUnderWay()) {
        watch(context, patienceNanos - (System.nanoTime() - begunNanos));
      }
    }
  }

  private void refuseIf(WireRule rule) {
    if (rule.isBroken()) {
      broken = rule;
      over = true;
      held = NOTHING;
    }
  }

  /** The index up to which the head has been read; keeps a head that is not whole yet. */
  private int readHead(ChannelHandlerContext context, ByteBuf bytes, int from, int to) {
    int before = held.length;
    if (before == 0) {
      head.begin();
      heldEarlier = 0;
      begunNanos = first ? begunNanos : System.nanoTime();
      first = false;
    }
    int more = Math.min(Math.min(to - from, STEP), head.mostBytes() - before);
    held = Arrays.copyOf(held, before + more);
    bytes.getBytes(from, held, before, more);
    return switch (head.read(held, held.length)) {
      case MORE -> from + more;
      case REFUSED -> {
        refuseIf(head.broken());
        yield from;
      }
      case WHOLE -> {
        letIn(context);
        yield from + head.endIndex() - before;
      }
    };
  }

  /** The part of a head that came earlier goes on before the part that came now. */
  private void letIn(ChannelHandlerContext context) {
    byte[] whole = held;
    held = NOTHING;
    body.begin(head.bodyLength());
    answers.expect();
    if (heldEarlier > 0) {
      context.fireChannelRead(Unpooled.wrappedBuffer(whole, 0, heldEarlier));
    }
  }

  private static void pass(ChannelHandlerContext context, ByteBuf bytes, int from, int to) {
    if (to == bytes.writerIndex()) {
      context.fireChannelRead(bytes);
      return;
    }
    if (to > from) {
      context.fireChannelRead(bytes.retainedSlice(from, to - from));
    }
    bytes.release();
  }

  /** An answer has been written: the next request may come in, unless this was the last. */
  private void answered(ChannelHandlerContext afterIt) {
    var context = afterIt.pipeline().context(this);
    if (context == null || over) {
      return;
    }
    closeAfterTheLast(context);
    if (waiting != null && !over) {
      context.executor().execute(() -> resume(context));
    }
  }

  private void closeAfterTheLast(ChannelHandlerContext context) {
    if (answers.isLast() && !answers.isExpected() && body.isWhole() && !over) {
      over = true;
      close(context);
    }
  }

  private void resume(ChannelHandlerContext context) {
    if (waiting != null && !over) {
      ByteBuf next = waiting;
      waiting = null;
      context.channel().config().setAutoRead(true);
      read(context, next);
    }
  }

  /** With an answer, unless the request has got one, or a part of one. */
  private void refuse(ChannelHandlerContext context) {
    refusals.accept(broken);
    boolean mayAnswer = body.isWhole() || (answers.isExpected() && !answers.isBegun());
    answers.end();
    if (mayAnswer) {
      context
          .writeAndFlush(Unpooled.wrappedBuffer(broken.answer()))
          .addListener(written -> hangUp(context));
    } else {
      close(context);
    }
  }

  private static void close(ChannelHandlerContext context) {
    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Closing at once would take the answer from a caller who is still sending. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a refused one
  private static void hangUp(ChannelHandlerContext context) {
    if (context.channel() instanceof DuplexChannel socket
        && context.pipeline().get(SslHandler.class) == null) {
      socket.shutdownOutput();
      context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      context.close();
    }
  }

  private boolean isUnderWay() {
    return first || held.length > 0 || !body.isWhole();
  }

  /** One timer a connection at most, which looks anew when it was set for an earlier request. */
  private void watch(ChannelHandlerContext context, long nanos) {
    timer =
        context.executor().schedule(() -> look(context), Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a silent one
  private void look(ChannelHandlerContext context) {
    timer = null;
    if (over || !isUnderWay()) {
      return;
    }
    if (!context.channel().config().isAutoRead()) {
      // It is us who do not read.
      begunNanos = System.nanoTime();
    }
    long left = patienceNanos - (System.nanoTime() - begunNanos);
    if (left > 0) {
      watch(context, left);
    } else if (first) {
      over = true;
      context.close();
    } else {
      refuseIf(WireRule.TOO_SLOW);
      refuse(context);
    }
  }
}
