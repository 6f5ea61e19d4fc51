import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Callers of several kinds who do not wait for each other: each call has its time, and its latency
 * counts from that time. One thread, one selector; requests are made when they are due, so that no
 * two are alike however long it goes on. Used by Overload.java and Soak.java.
 */
final class Callers implements AutoCloseable {
  private final Selector selector;
  private final int mostConnections;

  Callers(int mostConnections) throws IOException {
    this.selector = Selector.open();
    this.mostConnections = mostConnections;
  }

  /** Calls whatever is due until then (System.nanoTime), counted from the time the kinds began. */
  void run(List<Kind> kinds, long until) throws IOException {
    while (System.nanoTime() < until) {
      long next = until;
      for (var kind : kinds) {
        next = Math.min(next, kind.callWhatIsDue());
      }
      turn(Math.min(next, until) - System.nanoTime());
    }
  }

  /** Waits until every call has its answer, or until then. */
  void drain(List<Kind> kinds, long until) throws IOException {
    while (kinds.stream().anyMatch(Kind::waits) && System.nanoTime() < until) {
      for (var kind : kinds) {
        kind.callWaiting();
      }
      turn(10_000_000);
    }
  }

  private void turn(long nanos) throws IOException {
    if (nanos > 1_000_000) {
      selector.select(nanos / 1_000_000);
    } else {
      selector.selectNow(); // a millisecond would be too coarse
    }
    for (var key : selector.selectedKeys()) {
      ((Connection) key.attachment()).read();
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  /** What became of a call. */
  enum Ending {
    SERVED,
    REFUSED,
    UNLAWFUL
  }

  /** One answer, or none when the connection broke. */
  record Answer(int status, String head, String body) {
    boolean has(String header) {
      return head.regionMatches(true, 0, "HTTP/1.1", 0, 8)
          && head.lines()
              .anyMatch(line -> line.regionMatches(true, 0, header + ":", 0, header.length() + 1));
    }
  }

  /** Says what an answer is to its caller. */
  interface Judge {
    Ending judge(Answer answer);
  }

  /** Growing latencies; sorted when asked. */
  static final class Latencies {
    private long[] nanos = new long[1_024];
    private int count;

    void add(long one) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = one;
    }

    int count() {
      return count;
    }

    /** In milliseconds; 0 when there were none. */
    double at(double quantile) {
      var sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return count == 0 ? 0 : sorted[(int) Math.max(0, Math.ceil(count * quantile) - 1)] / 1e6;
    }

    void clear() {
      count = 0;
    }
  }

  /** The calls of one kind. A rate of 0 calls again as soon as one of the connections is free. */
  final class Kind {
    final Latencies lately = new Latencies();
    final Latencies all = new Latencies();
    final Latencies refusals = new Latencies();
    final List<String> strange = new ArrayList<>();
    long called;
    long served;
    long refused;
    long unlawful;

    private final InetSocketAddress address;
    private final double perSecond;
    private final int connections;
    private final LongFunction<byte[]> request;
    private final Judge judge;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private long began;
    private long due;
    private int open;

    Kind(int port, double perSecond, int connections, LongFunction<byte[]> request, Judge judge) {
      this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      this.perSecond = perSecond;
      this.connections = Math.min(connections, mostConnections);
      this.request = request;
      this.judge = judge;
    }

    /** From now on. */
    void begin() {
      began = System.nanoTime();
      due = 0;
    }

    long ended() {
      return served + refused + unlawful;
    }

    private boolean waits() {
      return ended() < called;
    }

    /** When the next call is due. */
    private long callWhatIsDue() throws IOException {
      if (perSecond == 0) {
        while (!idle.isEmpty() || open < connections) {
          called++;
          send(System.nanoTime());
        }
        return Long.MAX_VALUE;
      }
      callWaiting();
      long now = System.nanoTime();
      long at = time(due);
      while (at <= now) {
        due++;
        called++;
        waiting.add(at);
        callWaiting();
        at = time(due);
      }
      return at;
    }

    private void callWaiting() throws IOException {
      while (!waiting.isEmpty() && (!idle.isEmpty() || open < connections)) {
        send(waiting.poll());
      }
    }

    private long time(long number) {
      return began + (long) (number * 1e9 / perSecond);
    }

    private void send(long when) throws IOException {
      var connection = idle.isEmpty() ? new Connection(this) : idle.pollLast();
      connection.send(request.apply(called), when);
    }

    private void ended(Answer answer, long nanos) {
      switch (judge.judge(answer)) {
        case SERVED -> {
          served++;
          lately.add(nanos);
          all.add(nanos);
        }
        case REFUSED -> {
          refused++;
          refusals.add(nanos);
        }
        case UNLAWFUL -> {
          unlawful++;
          if (strange.size() < 3) {
            strange.add(answer.status() + " " + answer.body());
          }
        }
      }
    }
  }

  private final class Connection {
    private final SocketChannel channel;
    private final Kind kind;
    private final ByteBuffer answer = ByteBuffer.allocate(8_192);
    private long due;
    private boolean busy;

    Connection(Kind kind) throws IOException {
      this.kind = kind;
      channel = SocketChannel.open(kind.address);
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, this);
      kind.open++;
    }

    void send(byte[] request, long when) throws IOException {
      due = when;
      busy = true;
      var bytes = ByteBuffer.wrap(request);
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException broken) {
        gone();
      }
    }

    void read() throws IOException {
      int count;
      try {
        count = channel.read(answer);
      } catch (IOException broken) {
        count = -1;
      }
      if (count < 0) {
        gone();
        return;
      }
      var text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (end < 0 || answer.position() < end + 4 + length(text.substring(0, end + 2))) {
        return;
      }
      answer.clear();
      busy = false;
      kind.idle.add(this);
      int status = Integer.parseInt(text.substring(9, 12));
      kind.ended(
          new Answer(status, text.substring(0, end), text.substring(end + 4)),
          System.nanoTime() - due);
    }

    /** A call without an answer is unlawful; an idle connection may be closed. */
    private void gone() throws IOException {
      channel.close();
      kind.open--;
      kind.idle.remove(this);
      if (busy) {
        busy = false;
        kind.ended(new Answer(0, "", "no answer"), System.nanoTime() - due);
      }
    }

    private static int length(String head) {
      var lower = head.toLowerCase(java.util.Locale.ROOT);
      int at = lower.indexOf("content-length:");
      return at < 0 ? 0 : Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
    }
  }
}
