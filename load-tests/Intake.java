import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * Load for intake.sh, run from source on the gateway's own jar (it has the fast RSA).
 *
 * <pre>
 *   sign FILE COUNT KEY CLIENT PATH                 distinct notifications with valid signatures
 *   load FILE FIRST COUNT PORT CONNECTIONS RATE PID
 *                sends them; prints "rate p50 p99 max bad" (ms) and the microseconds of processor
 *                that process PID used for each
 * </pre>
 *
 * RATE 0 sends the next as soon as a connection is free. Otherwise the model is open: each has its
 * time, and its latency counts from that time, however long it waited for a connection.
 */
public final class Intake {
  private static final String TIME = "2026-01-01T00:00:00Z";

  public static void main(String[] args) throws Exception {
    if (args[0].equals("sign")) {
      sign(Path.of(args[1]), Integer.parseInt(args[2]), Path.of(args[3]), args[4], args[5]);
    } else {
      new Load(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]))
          .run(Integer.parseInt(args[4]), Integer.parseInt(args[5]), Double.parseDouble(args[6]), args[7]);
    }
  }

  private static void sign(Path file, int count, Path key, String client, String path)
      throws Exception {
    var pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
    var privateKey =
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    var provider =
        (Provider)
            Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
                .getConstructor()
                .newInstance();
    var signature = Signature.getInstance("SHA256withRSA", provider);
    signature.initSign(privateKey);
    var run = Long.toString(System.nanoTime(), 36);
    try (var out = new java.io.DataOutputStream(
        new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      for (int number = 0; number < count; number++) {
        var body =
            ("{\"paymentRequestId\":\"pay_%s_%d\",\"paymentId\":\"20260101%024d\",\"paymentTime\":\"%s\","
                    + "\"paymentAmount\":{\"currency\":\"JPY\",\"value\":\"1000\"},"
                    + "\"customerId\":\"1160270000000000\",\"walletBrandName\":\"Wallet\","
                    + "\"paymentResult\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\","
                    + "\"resultMessage\":\"success\"},\"mppPaymentId\":\"%s\"}")
                .formatted(run, number, number, TIME, "m".repeat(300))
                .getBytes(StandardCharsets.UTF_8);
        signature.update(
            ("POST " + path + "\n" + client + "." + TIME + ".").getBytes(StandardCharsets.UTF_8));
        signature.update(body);
        var text =
            Base64.getEncoder().encodeToString(signature.sign())
                .replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
        var head =
            ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Client-Id: " + client + "\r\nRequest-Time: " + TIME + "\r\n"
                    + "Signature: algorithm=RSA256,keyVersion=1,signature=" + text + "\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        out.writeInt(head.length + body.length);
        out.write(head);
        out.write(body);
      }
    }
  }

  /** One thread, one selector, the requests straight out of the mapped file. */
  private static final class Load {
    private static final byte[] STATUS = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SUCCESS =
        "\"resultStatus\":\"S\"".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer requests;
    private final int count;
    private final long[] latencies;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private int sent;
    private int answered;
    private int bad;

    Load(Path file, int first, int count) throws IOException {
      try (var channel = FileChannel.open(file)) {
        requests = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      }
      for (int skipped = 0; skipped < first; skipped++) {
        requests.position(requests.getInt() + requests.position());
      }
      this.count = count;
      this.latencies = new long[count];
    }

    void run(int port, int connections, double rate, String pid) throws IOException {
      try (var selector = Selector.open()) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int number = 0; number < connections; number++) {
          var channel = SocketChannel.open(address);
          channel.configureBlocking(false);
          channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
          var connection = new Connection(channel);
          channel.register(selector, SelectionKey.OP_READ, connection);
          idle.add(connection);
        }
        long before = processorMicros(pid);
        long start = System.nanoTime();
        while (answered < count) {
          long wait = sendWhatIsDue(start, rate);
          if (wait > 0) {
            selector.select(Math.max(1, wait / 1_000_000));
          } else {
            selector.selectNow();
          }
          for (var key : selector.selectedKeys()) {
            ((Connection) key.attachment()).read();
          }
          selector.selectedKeys().clear();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long spent = processorMicros(pid) - before;
        Arrays.sort(latencies);
        System.out.printf(
            Locale.ROOT, "%.0f %.1f %.1f %.1f %d %d%n",
            count / seconds, at(0.5), at(0.99), at(1), bad, spent / count);
      }
    }

    /** Linux counts it in hundredths of a second. */
    private static long processorMicros(String pid) throws IOException {
      var stat = Files.readString(Path.of("/proc", pid, "stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000;
    }

    private double at(double quantile) {
      return latencies[Math.min(count - 1, (int) (count * quantile))] / 1e6;
    }

    /** How long nothing is due; 0 while waiting longer than a millisecond would be too coarse. */
    private long sendWhatIsDue(long start, double rate) throws IOException {
      while (sent < count && !idle.isEmpty()) {
        long due = rate == 0 ? System.nanoTime() : start + (long) (sent * 1e9 / rate);
        long early = due - System.nanoTime();
        if (early > 0) {
          return early > 1_000_000 ? early : 0;
        }
        sent++;
        idle.poll().send(due);
      }
      return 1_000_000_000;
    }

    private final class Connection {
      private final SocketChannel channel;
      private final ByteBuffer answer = ByteBuffer.allocate(8192);
      private long due;

      Connection(SocketChannel channel) {
        this.channel = channel;
      }

      void send(long when) throws IOException {
        due = when;
        int length = requests.getInt();
        var request = requests.slice(requests.position(), length);
        requests.position(requests.position() + length);
        while (request.hasRemaining()) {
          channel.write(request);
        }
      }

      void read() throws IOException {
        if (channel.read(answer) < 0) {
          throw new IOException("the gateway hung up");
        }
        // The answer is small and always the same shape: it is complete when its last brace is here.
        if (answer.get(answer.position() - 1) != '}') {
          return;
        }
        var bytes = Arrays.copyOf(answer.array(), answer.position());
        if (!Arrays.equals(STATUS, Arrays.copyOf(bytes, STATUS.length)) || !holds(bytes)) {
          bad++;
        }
        answer.clear();
        latencies[answered++] = System.nanoTime() - due;
        idle.add(this);
      }

      private boolean holds(byte[] bytes) {
        for (int at = bytes.length - SUCCESS.length; at >= 0; at--) {
          if (Arrays.equals(bytes, at, at + SUCCESS.length, SUCCESS, 0, SUCCESS.length)) {
            return true;
          }
        }
        return false;
      }
    }
  }
}
