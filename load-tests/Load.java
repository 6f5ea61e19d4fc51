import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The load generator for latencies: one thread, one selector. It is started by open_load in
 * lib/load.sh with NAME=VALUE arguments:
 *
 * <pre>
 *   port, connections     where to, at most so many calls at once (64)
 *   template | requests   a file with one request that is repeated, or with many (see LoadRequests);
 *   first                 of the many, start after so many
 *   rate                  calls a second, each at its time; 0: the next as soon as a connection is free
 *   seconds | count       how long
 *   warm | warmCount      the same for an unrecorded piece before it
 *   expect                what a good answer holds beside its 200
 *   pids                  of the program under test, with commas: its processor time is taken
 *   percentiles           a file to write the distribution into
 * </pre>
 *
 * Prints "rate p50 p90 p99 p99.9 max bad micros used": milliseconds, microseconds of processor time
 * for each call, and how many of the requests were taken, with those of the warm-up.
 *
 * <p>With a rate the model is open: each call has its time and its latency counts from that time,
 * however long it waited for a free connection, so that a stall is seen by all whom it would hit.
 */
public final class Load {
  private static final double[] GRID = {
    0, 10, 25, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 96, 97, 98, 98.5, 99, 99.3, 99.5, 99.7, 99.8, 99.9
  };
  private static final Set<String> NAMES =
      Set.of(
          "port", "connections", "template", "requests", "first", "rate", "seconds", "count", "warm",
          "warmCount", "expect", "pids", "percentiles");
  private static final long LONGEST = 120_000_000_000L;
  private static final long NAP = 10_000;
  private static final long GIVEN_UP = 15_000_000_000L;

  private final Map<String, String> options;
  private final Selector selector = Selector.open();
  private final LoadRequests requests;
  private final byte[] expected;
  private final InetSocketAddress address;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final Histogram latencies = new Histogram(1, LONGEST, 3);

  private long planned;
  private long sent;
  private long answered;
  private long bad;
  private long lastAnswer;

  public static void main(String[] args) throws IOException {
    var options = new HashMap<String, String>();
    for (var arg : args) {
      var pair = arg.split("=", 2);
      if (pair.length < 2 || !NAMES.contains(pair[0])) {
        throw new IllegalArgumentException(arg + " (expected: NAME=VALUE, of " + NAMES + ")");
      }
      options.put(pair[0], pair[1]);
    }
    new Load(options).run();
  }

  private Load(Map<String, String> options) throws IOException {
    this.options = options;
    requests =
        options.containsKey("template")
            ? LoadRequests.repeated(Path.of(options.get("template")))
            : LoadRequests.mapped(Path.of(options.get("requests")), (int) number("first", 0));
    expected = options.getOrDefault("expect", "\"resultStatus\":\"S\"").getBytes(StandardCharsets.UTF_8);
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) number("port", 0));
    for (int more = (int) number("connections", 64); more > 0; more--) {
      idle.add(new Connection());
    }
  }

  private double number(String name, double otherwise) {
    var text = options.get(name);
    return text == null ? otherwise : Double.parseDouble(text);
  }

  /** A sleep ends when it should, not up to 50 µs later to spare interrupts. */
  private static void beOnTime() {
    try {
      var thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
      Files.writeString(Path.of("/proc", thread, "timerslack_ns"), "1");
    } catch (IOException notLinux) {
      // then each call is a little later, the direct ones as well
    }
  }

  private void run() throws IOException {
    beOnTime();
    var pids = options.getOrDefault("pids", "").split("[, ]+");
    double rate = number("rate", 0);
    long used = 0;
    if (options.containsKey("warm") || options.containsKey("warmCount")) {
      pour(number("warm", 0), (long) number("warmCount", 0), rate);
      used = sent;
    }
    long before = processorMicros(pids);
    long start = System.nanoTime();
    pour(number("seconds", 0), (long) number("count", 0), rate);
    double seconds = (lastAnswer - start) / 1e9;
    long spent = processorMicros(pids) - before;
    if (options.containsKey("percentiles")) {
      write(Path.of(options.get("percentiles")));
    }
    System.out.printf( // last: whoever waits for this line goes on with it
        Locale.ROOT, "%.0f %.3f %.3f %.3f %.3f %.3f %d %d %d%n",
        answered / seconds, at(50), at(90), at(99), at(99.9), latencies.getMaxValue() / 1e6,
        bad, spent / Math.max(1, answered), used + sent);
  }

  private double at(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }

  private void write(Path file) throws IOException {
    var lines = new StringBuilder();
    for (double percentile : GRID) {
      lines.append(String.format(Locale.ROOT, "%s\t%.4f%n", percentile, at(percentile)));
    }
    Files.writeString(file, lines);
  }

  /** Linux counts it in hundredths of a second. */
  private static long processorMicros(String[] pids) throws IOException {
    long micros = 0;
    for (var pid : pids) {
      if (!pid.isEmpty()) {
        var stat = Files.readString(Path.of("/proc", pid, "stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        micros += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000;
      }
    }
    return micros;
  }

  /** One piece: ends when the last of its calls has its answer. */
  private void pour(double seconds, long count, double rate) throws IOException {
    latencies.reset();
    sent = 0;
    answered = 0;
    bad = 0;
    long start = System.nanoTime();
    lastAnswer = start;
    long end = count > 0 ? Long.MAX_VALUE : start + (long) (seconds * 1e9);
    planned = count > 0 ? count : rate > 0 ? Math.round(rate * seconds) : Long.MAX_VALUE;
    while (sent < planned || answered < sent) {
      look(sendWhatIsDue(start, end, rate));
      if (answered < sent && System.nanoTime() - lastAnswer > GIVEN_UP) {
        throw new IOException((sent - answered) + " calls without an answer for 15 s");
      }
    }
  }

  /** Sends; then says for how many nanoseconds nothing more can be sent, if no answer comes. */
  private long sendWhatIsDue(long start, long end, double rate) throws IOException {
    while (sent < planned && !idle.isEmpty()) {
      long now = System.nanoTime();
      long due = rate == 0 ? now : start + (long) (sent * 1e9 / rate);
      if (due > now) {
        return due - now;
      }
      var request = now < end || rate > 0 ? requests.next() : null;
      if (request == null) {
        planned = sent; // the time is over, or the requests are
        break;
      }
      if (sent == answered) {
        lastAnswer = now; // nothing was asked for, so nobody was silent
      }
      sent++;
      idle.poll().send(request, due);
    }
    return 100_000_000;
  }

  /**
   * Waits for answers. A selector sleeps for whole milliseconds, so close to the next call's time this
   * looks and naps in turn; it may not spin, and a yield is not enough: the upstream shares its processor.
   */
  private void look(long nanos) throws IOException {
    if (nanos > 2_000_000) {
      selector.select(nanos / 1_000_000 - 1);
    } else if (selector.selectNow() == 0) {
      LockSupport.parkNanos(NAP);
    }
    for (var key : selector.selectedKeys()) {
      ((Connection) key.attachment()).read();
    }
    selector.selectedKeys().clear();
  }

  /** One call at a time. */
  private final class Connection {
    private final LoadAnswer answer = new LoadAnswer();
    private SocketChannel channel;
    private long due;
    private boolean waiting;

    Connection() throws IOException {
      channel = connect();
    }

    private SocketChannel connect() throws IOException {
      var opened = SocketChannel.open(address);
      opened.configureBlocking(false);
      opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
      opened.register(selector, SelectionKey.OP_READ, this);
      return opened;
    }

    void send(ByteBuffer request, long when) throws IOException {
      due = when;
      waiting = true;
      while (request.hasRemaining()) {
        channel.write(request);
      }
    }

    void read() throws IOException {
      if (answer.from(channel)) {
        ended(answer.isGood(expected));
      } else if (answer.isOver()) {
        channel.close();
        channel = connect();
        if (waiting) {
          ended(false);
        }
      }
    }

    private void ended(boolean good) {
      lastAnswer = System.nanoTime();
      latencies.recordValue(Math.min(LONGEST, Math.max(1, lastAnswer - due)));
      answered++;
      if (!good && bad++ == 0) {
        System.err.println("the first bad answer: " + answer);
      }
      answer.clear();
      waiting = false;
      idle.add(this);
    }
  }
}
