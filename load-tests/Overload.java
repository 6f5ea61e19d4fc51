import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Both neighbours of overload.sh.
 *
 * <pre>
 *   upstream PORT KEY CLIENT MILLIS         an Alipay+ whose answer to pay takes so long
 *   load PORT PAYS SECONDS PID UPSTREAM CAPACITY     so many pays a second, 20 inquiries and 10 cancels,
 *                whatever becomes of them; a line every ten seconds, and at the end whether all was
 *                lawful. Before that CAPACITY pays a second, to warm up all three processes
 * </pre>
 */
public final class Overload {
  private static final String PAYMENTS = "/aps/api/v1/payments/";
  private static final int WARM_UP = 20;
  private static final String TIME = "2026-01-01T00:00:00Z";
  private static final String ANSWER =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    if (args[0].equals("upstream")) {
      new Upstream(Path.of(args[2]), args[3], Long.parseLong(args[4])).listen(port);
    } else {
      int pays = Integer.parseInt(args[2]);
      int capacity = Integer.parseInt(args[6]);
      new Load(port, capacity, WARM_UP, args[4], args[5]).pour("warm-up");
      boolean fine = new Load(port, pays, Integer.parseInt(args[3]), args[4], args[5]).pour("load");
      System.exit(fine ? 0 : 1);
    }
  }

  /** Answers each path with the same signed bytes; counts the pays it got. */
  private static final class Upstream {
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);
    private final AtomicLong pays = new AtomicLong();
    private final String client;
    private final Path key;
    private final long millis;

    Upstream(Path key, String client, long millis) {
      this.key = key;
      this.client = client;
      this.millis = millis;
    }

    void listen(int port) throws Exception {
      var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 1_024);
      server.setExecutor(Executors.newFixedThreadPool(4));
      for (var api : List.of("pay", "inquiryPayment", "cancelPayment")) {
        String signature = sign(PAYMENTS + api);
        server.createContext(PAYMENTS + api, call -> take(call, api, signature));
      }
      server.createContext(
          "/pays", call -> write(call, String.valueOf(pays).getBytes(StandardCharsets.UTF_8)));
      server.start();
    }

    private void take(HttpExchange call, String api, String signature) throws IOException {
      call.getRequestBody().readAllBytes();
      call.getResponseHeaders().set("Response-Time", TIME);
      call.getResponseHeaders().set("Client-Id", client);
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.getResponseHeaders()
          .set("Signature", "algorithm=RSA256,keyVersion=1,signature=" + signature);
      byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
      if (api.equals("pay")) {
        pays.incrementAndGet();
        later.schedule(() -> write(call, body), millis, TimeUnit.MILLISECONDS);
      } else {
        write(call, body);
      }
    }

    private static void write(HttpExchange call, byte[] body) {
      try (call) {
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
      } catch (IOException gone) {
        System.err.println("upstream: " + gone.getMessage());
      }
    }

    private String sign(String path) throws Exception {
      var pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
      var signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
      signer.update(
          ("POST " + path + "\n" + client + "." + TIME + "." + ANSWER)
              .getBytes(StandardCharsets.UTF_8));
      var text = Base64.getEncoder().encodeToString(signer.sign());
      return text.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }
  }

  /** Callers who do not wait for each other. */
  private static final class Load {
    private static final int ROW_SECONDS = 10;

    private final HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Kind pay;
    private final Kind inquiry;
    private final Kind cancel;
    private final int port;
    private final int seconds;
    private final String pid;
    private final String upstream;

    Load(int port, int pays, int seconds, String pid, String upstream) {
      this.port = port;
      this.seconds = seconds;
      this.pid = pid;
      this.upstream = upstream;
      this.pay = new Kind("pay", pays);
      this.inquiry = new Kind("inquiryPayment", 20);
      this.cancel = new Kind("cancelPayment", 10);
    }

    /** Whether all was lawful and in time. */
    boolean pour(String what) throws Exception {
      System.out.println(what);
      long sentBefore = sent();
      var ticker = Executors.newSingleThreadScheduledExecutor();
      long began = System.nanoTime();
      ticker.scheduleAtFixedRate(() -> tick(began), 0, 5, TimeUnit.MILLISECONDS);
      System.out.println(
          "second  served/s  refused/s  unlawful | p99 ms: inquiry  cancel  refusal | RssAnon MB");
      for (int second = ROW_SECONDS; second <= seconds; second += ROW_SECONDS) {
        long left = TimeUnit.SECONDS.toNanos(second) - (System.nanoTime() - began);
        ticker.schedule(() -> {}, left, TimeUnit.NANOSECONDS).get();
        row(second);
      }
      ticker.shutdownNow();
      await();
      long sent = sent() - sentBefore;
      long unlawful = pay.unlawful.get() + inquiry.unlawful.get() + cancel.unlawful.get();
      boolean late = late(inquiry) || late(cancel);
      System.out.printf(
          "pays: %d, served %d, sent to Alipay+ %d; unlawful answers: %d; inquiry p99 %.0f ms, cancel p99 %.0f ms%n",
          pay.called.get(), pay.served.get(), sent, unlawful, p99(inquiry.all), p99(cancel.all));
      return unlawful == 0 && sent == pay.served.get() && !late;
    }

    private void tick(long began) {
      double gone = (System.nanoTime() - began) / 1e9;
      for (var kind : List.of(pay, inquiry, cancel)) {
        while (kind.called.get() < gone * kind.perSecond) {
          kind.call(http, port);
        }
      }
    }

    private void row(int second) throws IOException {
      System.out.printf(
          "%6d  %8.0f  %9.0f  %8d | %15.0f  %6.0f  %7.0f | %d%n",
          second,
          pay.servedLately.getAndSet(0) / (double) ROW_SECONDS,
          pay.refusedLately.getAndSet(0) / (double) ROW_SECONDS,
          pay.unlawful.get() + inquiry.unlawful.get() + cancel.unlawful.get(),
          p99(drained(inquiry.lately)),
          p99(drained(cancel.lately)),
          p99(drained(pay.refusals)),
          memory());
    }

    /** Until every call has its answer; the longest deadline is 8 s. */
    private void await() throws InterruptedException {
      var clock = Executors.newSingleThreadScheduledExecutor();
      for (var kind : List.of(pay, inquiry, cancel)) {
        for (int turn = 0; turn < 200 && kind.ended.get() < kind.called.get(); turn++) {
          clock.awaitTermination(50, TimeUnit.MILLISECONDS);
        }
      }
      clock.shutdownNow();
    }

    private long sent() throws Exception {
      var asked = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + upstream + "/pays"));
      return Long.parseLong(http.send(asked.build(), BodyHandlers.ofString()).body());
    }

    private long memory() throws IOException {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("RssAnon"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
          .findFirst()
          .orElse(0);
    }

    private static boolean late(Kind kind) {
      return p99(kind.all) > 1_000;
    }

    private static ConcurrentLinkedQueue<Long> drained(ConcurrentLinkedQueue<Long> queue) {
      var taken = new ConcurrentLinkedQueue<Long>();
      for (Long one = queue.poll(); one != null; one = queue.poll()) {
        taken.add(one);
      }
      return taken;
    }

    private static double p99(ConcurrentLinkedQueue<Long> nanos) {
      long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
      return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * 0.99) - 1] / 1e6;
    }
  }

  /** The calls of one API, and what became of them. */
  private static final class Kind {
    private final AtomicLong called = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong servedLately = new AtomicLong();
    private final AtomicLong refusedLately = new AtomicLong();
    private final AtomicLong unlawful = new AtomicLong();
    private final ConcurrentLinkedQueue<Long> lately = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> all = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> refusals = new ConcurrentLinkedQueue<>();
    private final String run = Long.toString(System.nanoTime(), 36);
    private final String api;
    private final int perSecond;

    Kind(String api, int perSecond) {
      this.api = api;
      this.perSecond = perSecond;
    }

    void call(HttpClient http, int port) {
      long began = System.nanoTime();
      String id = run + "_" + called.incrementAndGet();
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PAYMENTS + api))
              .timeout(Duration.ofSeconds(20))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"paymentRequestId\":\"" + id + "\"}"))
              .build();
      http.sendAsync(request, BodyHandlers.ofString())
          .whenComplete((answer, broken) -> ended(answer, System.nanoTime() - began));
    }

    private void ended(HttpResponse<String> answer, long nanos) {
      if (answer != null && answer.statusCode() == 200) {
        served.incrementAndGet();
        servedLately.incrementAndGet();
        lately.add(nanos);
        all.add(nanos);
      } else if (answer != null && api.equals("pay") && isRefusal(answer)) {
        refusedLately.incrementAndGet();
        refusals.add(nanos);
      } else {
        unlawful.incrementAndGet();
      }
      ended.incrementAndGet();
    }

    private static boolean isRefusal(HttpResponse<String> answer) {
      return answer.statusCode() == 503
          && answer.headers().firstValue("Retry-After").isPresent()
          && answer.body().contains("\"code\":\"overloaded\"");
    }
  }
}
