import io.plusgate.payment.Arbiter;
import io.plusgate.payment.InquirySchedule;
import io.plusgate.payment.NextStep;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.payment.Policy;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.MessageTime;
import io.plusgate.protocol.TraceContext;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.store.embedded.EmbeddedStore;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Both neighbours of the gateway in 04-inquiry-storm.sh, run on the gateway's own jar.
 *
 * <pre>
 *   fill FOLDER COUNT CLIENT CAP BASE BELOW ABOVE      open payments, each with the time it is due
 *   alipay PORT KEY CLIENT CAP BASE BELOW ABOVE FILE   an Alipay+ that says "still open" to all; into
 *                the file go the percentiles of lateness
 * </pre>
 *
 * From BASE (epoch milliseconds) on, payments fall due at 80 % of CAP for BELOW seconds, then at
 * 150 % of it for ABOVE seconds, then at 80 % again. Each id holds the time it is due, so that the
 * other side knows how late it was asked.
 */
public final class OpenPayments {
  private static final int AT_ONCE = 2_000;
  private static final double BELOW = 0.8;
  private static final double ABOVE = 1.5;
  private static final double[] PERCENTILES = {0, 10, 25, 50, 75, 90, 95, 98, 99, 99.5, 99.9};

  public static void main(String[] args) throws Exception {
    if (args[0].equals("fill")) {
      var plan = new Plan(args, 4);
      fill(Path.of(args[1]), Integer.parseInt(args[2]), args[3], plan);
    } else {
      Thread.setDefaultUncaughtExceptionHandler((thread, broken) -> fail(broken));
      new Alipay(Path.of(args[2]), args[3], new Plan(args, 4), Path.of(args[8]))
          .run(Integer.parseInt(args[1]));
    }
  }

  /** When the n-th payment is due. */
  private record Plan(int cap, long base, long below, long above) {
    Plan(String[] args, int from) {
      this(
          Integer.parseInt(args[from]),
          Long.parseLong(args[from + 1]),
          1_000 * Long.parseLong(args[from + 2]),
          1_000 * Long.parseLong(args[from + 3]));
    }

    long due(int number) {
      double belowRate = BELOW * cap / 1_000;
      double aboveRate = ABOVE * cap / 1_000;
      double at = number / belowRate;
      if (at > below) {
        double rest = number - below * belowRate;
        at = below + rest / aboveRate;
        if (at > below + above) {
          at = below + above + (rest - above * aboveRate) / belowRate;
        }
      }
      return base + (long) at;
    }
  }

  private static void fill(Path folder, int count, String client, Plan plan) throws Exception {
    var schedule = new InquirySchedule(List.of(Duration.ofHours(6)), Duration.ofHours(12));
    var policy =
        new Policy(Map.of(Policy.DEFAULT, schedule), schedule, true, Duration.ofMinutes(5));
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var store = EmbeddedStore.open(folder, new Random(), new Arbiter(policy));
    var next = new AtomicInteger();
    var done = new CountDownLatch(AT_ONCE);
    var context = vertx.getOrCreateContext();
    for (int caller = 0; caller < AT_ONCE; caller++) {
      context.runOnContext(go -> open(store, count, client, plan, next, done));
    }
    done.await();
    store.close().toCompletionStage().toCompletableFuture().get();
    vertx.close();
  }

  private static void open(
      EmbeddedStore store,
      int count,
      String client,
      Plan plan,
      AtomicInteger next,
      CountDownLatch done) {
    int number = next.getAndIncrement();
    if (number >= count) {
      done.countDown();
      return;
    }
    store
        .openPayment(payment(number, client, plan.due(number)))
        .onSuccess(kept -> open(store, count, client, plan, next, done))
        .onFailure(OpenPayments::fail);
  }

  private static Payment payment(int number, String client, long due) {
    var now = Instant.now();
    var next = new NextStep(NextStep.Kind.ASK, Instant.ofEpochMilli(due));
    return new Payment(
        new PaymentKey(client, "pay_" + number + "_" + due),
        Phase.OPEN,
        now,
        "pay",
        now,
        now,
        now.plus(Duration.ofHours(12)),
        Policy.DEFAULT,
        Optional.of(next),
        Optional.of(new Amount(1_000, "JPY")),
        0,
        false,
        "",
        TraceContext.NONE);
  }

  private static void fail(Throwable broken) {
    System.err.println(broken);
    Runtime.getRuntime().halt(1);
  }

  /** Answers every inquiry alike, and knows how late it came. */
  private static final class Alipay {
    private static final String PATH = "/aps/api/v1/payments/inquiryPayment";
    private static final byte[] STILL_OPEN =
        ("{\"result\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\",\"resultMessage\":\"m\"},"
                + "\"paymentResult\":{\"resultStatus\":\"U\",\"resultCode\":\"PAYMENT_IN_PROCESS\","
                + "\"resultMessage\":\"m\"}}")
            .getBytes(StandardCharsets.UTF_8);

    private final MessageSigner signer;
    private final String client;
    private final Plan plan;
    private final Path percentiles;
    private final Set<String> asked = new HashSet<>();
    private final long[] lateness;
    private final long[] arrivals;
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean ended;
    private int below;
    private int above;
    private int twice;
    private String time = "";
    private String signature = "";

    Alipay(Path key, String client, Plan plan, Path percentiles) throws Exception {
      var pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
      var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem));
      var privateKey = KeyFactory.getInstance("RSA").generatePrivate(spec);
      this.signer = new MessageSigner(privateKey, "1", new ProviderSwitch(CryptoProvider.jdk()));
      this.client = client;
      this.plan = plan;
      this.percentiles = percentiles;
      int most = (int) (2 * plan.cap() * (plan.below() + plan.above()) / 1_000 + 1_000);
      this.lateness = new long[most];
      this.arrivals = new long[most];
    }

    void run(int port) throws Exception {
      var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
      vertx
          .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
          .requestHandler(this::take)
          .listen()
          .onFailure(OpenPayments::fail);
      long end = plan.base() + plan.below() + plan.above();
      vertx.setTimer(Math.max(1, end - System.currentTimeMillis()), now -> end());
      over.await();
      report();
      System.exit(0);
    }

    private void end() {
      ended = true;
      over.countDown();
    }

    private void take(HttpServerRequest request) {
      request.body().onSuccess(body -> take(request, body.toString(StandardCharsets.UTF_8)));
    }

    private void take(HttpServerRequest request, String body) {
      long now = System.currentTimeMillis();
      int from = body.indexOf("pay_");
      String id = body.substring(from, body.indexOf('"', from));
      heard(id, Long.parseLong(id.substring(id.lastIndexOf('_') + 1)), now);
      String second = MessageTime.format(Instant.ofEpochMilli(now));
      if (!second.equals(time)) {
        time = second;
        signature = signer.sign(PATH, client, time, STILL_OPEN);
      }
      request
          .response()
          .putHeader("Content-Type", "application/json; charset=UTF-8")
          .putHeader("Client-Id", client)
          .putHeader("Response-Time", time)
          .putHeader("Signature", signature)
          .end(Buffer.buffer(STILL_OPEN));
    }

    private void heard(String id, long due, long now) {
      if (ended) {
        return;
      }
      if (!asked.add(id)) {
        twice++;
      } else if (due < plan.base() + plan.below()) {
        lateness[below++] = now - due;
      }
      if (now >= plan.base() + plan.below() + 2_000) {
        arrivals[above++] = now;
      }
    }

    /**
     * Below the cap: how many were asked and were due, lateness p50, p99, max (ms), asked twice.
     * Above it: asked a second, and how far from one call each 1/CAP seconds, p99, max, at the end
     * (ms).
     */
    private void report() throws IOException {
      var late = Arrays.copyOf(lateness, below);
      Arrays.sort(late);
      System.out.printf(
          Locale.ROOT,
          "%d %d %d %d %d %d%n",
          below,
          (long) (BELOW * plan.cap() * plan.below() / 1_000),
          at(late, 50),
          at(late, 99),
          at(late, 100),
          twice);
      var lines = new StringBuilder();
      for (double percentile : PERCENTILES) {
        lines.append(percentile).append('\t').append(at(late, percentile)).append('\n');
      }
      Files.writeString(percentiles, lines);
      var drift = new long[above];
      for (int number = 0; number < above; number++) {
        long planned = arrivals[0] + number * 1_000L / plan.cap();
        drift[number] = Math.abs(arrivals[number] - planned);
      }
      double seconds = (arrivals[above - 1] - arrivals[0]) / 1e3;
      long atTheEnd = drift[above - 1];
      Arrays.sort(drift);
      System.out.printf(
          Locale.ROOT,
          "%.1f %d %d %d%n",
          (above - 1) / seconds,
          at(drift, 99),
          at(drift, 100),
          atTheEnd);
    }

    private static long at(long[] sorted, double percentile) {
      return sorted[(int) Math.max(0, Math.ceil(sorted.length * percentile / 100) - 1)];
    }
  }
}
