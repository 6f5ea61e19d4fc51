import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Both neighbours of 06-overload.sh.
 *
 * <pre>
 *   upstream PORT KEY CLIENT MILLIS    an Alipay+ whose answer to pay takes so long
 *   capacity PORT SECONDS              as many pays as 64 callers get through; prints those a second
 *   load PORT PAYS SECONDS ROW PID FILE.tsv CONNECTIONS
 *                so many pays a second, 20 inquiries and 10 cancels, whatever becomes of them, over so
 *                many connections at most (a pay waits for one, and that counts); a row into
 *                the file every ROW seconds. Prints pays called, served, refused, and answers that
 *                were unlawful; then p50, p99 and p99.9 of inquiries and of cancels, in milliseconds
 * </pre>
 */
final class Overload {
  private static final String PAYMENTS = "/aps/api/v1/payments/";
  private static final String TIME = "2026-01-01T00:00:00Z";
  private static final String ANSWER =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";
  private static final long LONGEST_DEADLINE = TimeUnit.SECONDS.toNanos(10);

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    switch (args[0]) {
      case "upstream" -> upstream(port, Path.of(args[2]), args[3], Long.parseLong(args[4]));
      case "capacity" -> capacity(port, Integer.parseInt(args[2]));
      default ->
          new Load(port, Integer.parseInt(args[2]), args[5], Integer.parseInt(args[7]))
              .pour(Integer.parseInt(args[3]), Integer.parseInt(args[4]), Path.of(args[6]));
    }
  }

  /** Answers each path with the same signed bytes. */
  private static void upstream(int port, Path key, String client, long millis) throws Exception {
    var later = Executors.newScheduledThreadPool(2);
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 1_024);
    server.setExecutor(Executors.newFixedThreadPool(4));
    for (var api : List.of("pay", "inquiryPayment", "cancelPayment")) {
      String signature = sign(key, client, PAYMENTS + api);
      long delay = api.equals("pay") ? millis : 0;
      server.createContext(PAYMENTS + api, call -> take(call, client, signature, delay, later));
    }
    server.start();
  }

  private static void take(
      HttpExchange call,
      String client,
      String signature,
      long delay,
      ScheduledExecutorService later)
      throws IOException {
    call.getRequestBody().readAllBytes();
    call.getResponseHeaders().set("Response-Time", TIME);
    call.getResponseHeaders().set("Client-Id", client);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.getResponseHeaders()
        .set("Signature", "algorithm=RSA256,keyVersion=1,signature=" + signature);
    if (delay == 0) {
      write(call);
    } else {
      later.schedule(() -> write(call), delay, TimeUnit.MILLISECONDS);
    }
  }

  private static void write(HttpExchange call) {
    byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
    try (call) {
      call.sendResponseHeaders(200, body.length);
      call.getResponseBody().write(body);
    } catch (IOException gone) {
      System.err.println("upstream: " + gone.getMessage());
    }
  }

  private static String sign(Path key, String client, String path) throws Exception {
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

  private static void capacity(int port, int seconds) throws IOException {
    try (var callers = new Callers(64)) {
      var pay = callers.new Kind(port, 0, 64, Message.of(PAYMENTS + "pay", "pay"), Overload::judge);
      long began = System.nanoTime();
      callers.run(List.of(pay), began + TimeUnit.SECONDS.toNanos(seconds));
      double rate = pay.served * 1e9 / (System.nanoTime() - began);
      callers.drain(List.of(pay), System.nanoTime() + LONGEST_DEADLINE);
      System.out.printf(Locale.ROOT, "%.0f%n", rate);
      explain(pay);
    }
  }

  private static Callers.Ending judge(Callers.Answer answer) {
    if (answer.status() == 200) {
      return Callers.Ending.SERVED;
    }
    return answer.status() == 503
            && answer.has("Retry-After")
            && answer.body().contains("\"code\":\"overloaded\"")
        ? Callers.Ending.REFUSED
        : Callers.Ending.UNLAWFUL;
  }

  /** Inquiry and cancel have room of their own: they are never refused. */
  private static Callers.Ending never(Callers.Answer answer) {
    return answer.status() == 200 ? Callers.Ending.SERVED : Callers.Ending.UNLAWFUL;
  }

  private static void explain(Callers.Kind kind) {
    kind.strange.forEach(answer -> System.err.println("unlawful: " + answer));
  }

  /** Callers who do not wait for each other. */
  private static final class Load {
    private final Callers callers;
    private final Callers.Kind pay;
    private final Callers.Kind inquiry;
    private final Callers.Kind cancel;
    private final List<Callers.Kind> kinds;
    private final Path status;

    Load(int port, int pays, String pid, int connections) throws IOException {
      callers = new Callers(connections);
      pay =
          callers
          .new Kind(port, pays, connections, Message.of(PAYMENTS + "pay", "pay"), Overload::judge);
      inquiry = rare(port, 20, "inquiryPayment");
      cancel = rare(port, 10, "cancelPayment");
      kinds = List.of(pay, inquiry, cancel);
      status = Path.of("/proc", pid, "status");
    }

    private Callers.Kind rare(int port, double perSecond, String api) {
      return callers
      .new Kind(port, perSecond, 1_000, Message.of(PAYMENTS + api, api), Overload::never);
    }

    void pour(int seconds, int row, Path file) throws IOException {
      try (callers;
          var rows = new PrintStream(file.toFile())) {
        rows.println(
            "second\tserved_s\trefused_s\tunlawful\tinquiry_p99_ms\tcancel_p99_ms\trefusal_p99_ms"
                + "\tanon_MB");
        kinds.forEach(Callers.Kind::begin);
        long began = System.nanoTime();
        long served = 0;
        long refused = 0;
        for (int second = row; second <= seconds; second += row) {
          callers.run(kinds, began + TimeUnit.SECONDS.toNanos(second));
          rows.printf(
              Locale.ROOT,
              "%d\t%.1f\t%.1f\t%d\t%.1f\t%.1f\t%.1f\t%d%n",
              second,
              (pay.served - served) / (double) row,
              (pay.refused - refused) / (double) row,
              unlawful(),
              inquiry.lately.at(0.99),
              cancel.lately.at(0.99),
              pay.refusals.at(0.99),
              memory());
          served = pay.served;
          refused = pay.refused;
          kinds.forEach(kind -> kind.lately.clear());
          pay.refusals.clear();
        }
        callers.drain(kinds, System.nanoTime() + LONGEST_DEADLINE);
      }
      System.out.printf(
          Locale.ROOT,
          "%d %d %d %d%n%s%n%s%n",
          pay.called,
          pay.served,
          pay.refused,
          unlawful() + unanswered(),
          tail(inquiry),
          tail(cancel));
      kinds.forEach(Overload::explain);
    }

    private long unlawful() {
      return kinds.stream().mapToLong(kind -> kind.unlawful).sum();
    }

    private long unanswered() {
      return kinds.stream().mapToLong(kind -> kind.called - kind.ended()).sum();
    }

    private static String tail(Callers.Kind kind) {
      return String.format(
          Locale.ROOT, "%.1f %.1f %.1f", kind.all.at(0.5), kind.all.at(0.99), kind.all.at(0.999));
    }

    private long memory() throws IOException {
      try (var lines = Files.lines(status)) {
        return lines
            .filter(line -> line.startsWith("RssAnon"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
            .findFirst()
            .orElse(0);
      }
    }
  }
}
