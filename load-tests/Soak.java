import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.ProviderSwitch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * The callers of 07-soak.sh, run on the gateway's own jar (it has the fast RSA): pays and inquiries
 * of the backend, and notifications of Alipay+, each signed when it is sent.
 *
 * <pre>
 *   saturate BACKEND PUBLIC KEY CLIENT SECONDS
 *                as many of each as 40, 12 and 12 callers get through; prints those a second
 *   soak BACKEND PUBLIC KEY CLIENT SECONDS PAYS INQUIRIES NOTIFICATIONS
 *                so many a second, whatever becomes of them; prints for each kind: called, not served,
 *                and milliseconds p50, p99, p99.9
 * </pre>
 */
final class Soak {
  private static final String PAYMENTS = "/aps/api/v1/payments/";
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final String TIME = "2026-01-01T00:00:00Z";
  private static final int[] CALLERS = {40, 12, 12};
  private static final int MOST_CONNECTIONS = 1_000;

  private final int backend;
  private final int alipayPlus;
  private final LongFunction<byte[]> notification;

  private Soak(String[] args) throws Exception {
    backend = Integer.parseInt(args[1]);
    alipayPlus = Integer.parseInt(args[2]);
    notification = signed(Path.of(args[3]), args[4]);
  }

  public static void main(String[] args) throws Exception {
    var soak = new Soak(args);
    int seconds = Integer.parseInt(args[5]);
    if (args[0].equals("saturate")) {
      soak.saturate(seconds);
    } else {
      soak.soak(seconds, args);
    }
  }

  private static LongFunction<byte[]> signed(Path key, String client) throws Exception {
    var pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
    var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem));
    var signer =
        new MessageSigner(
            KeyFactory.getInstance("RSA").generatePrivate(spec),
            "1",
            new ProviderSwitch(CryptoProvider.fastest()));
    var text = Message.body("notifyPayment");
    return number -> {
      var body = Message.with(number, text);
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      var headers =
          "Client-Id: "
              + client
              + "\r\nRequest-Time: "
              + TIME
              + "\r\n"
              + "Signature: "
              + signer.sign(NOTIFY, client, TIME, bytes)
              + "\r\n";
      return Message.bytes(NOTIFY, headers, body);
    };
  }

  private List<Callers.Kind> kinds(Callers callers, double[] perSecond, int[] connections) {
    var kinds = new ArrayList<Callers.Kind>();
    kinds.add(outbound(callers, perSecond[0], connections[0], "pay"));
    kinds.add(outbound(callers, perSecond[1], connections[1], "inquiryPayment"));
    kinds.add(
        callers.new Kind(alipayPlus, perSecond[2], connections[2], notification, Soak::judge));
    return kinds;
  }

  private Callers.Kind outbound(Callers callers, double perSecond, int connections, String api) {
    return callers
    .new Kind(backend, perSecond, connections, Message.of(PAYMENTS + api, api), Soak::judge);
  }

  private static Callers.Ending judge(Callers.Answer answer) {
    return answer.status() == 200 && answer.body().contains("\"resultStatus\":\"S\"")
        ? Callers.Ending.SERVED
        : Callers.Ending.UNLAWFUL;
  }

  private void saturate(int seconds) throws IOException {
    try (var callers = new Callers(MOST_CONNECTIONS)) {
      var kinds = kinds(callers, new double[3], CALLERS);
      long began = System.nanoTime();
      callers.run(kinds, began + TimeUnit.SECONDS.toNanos(seconds));
      double took = (System.nanoTime() - began) / 1e9;
      for (var kind : kinds) {
        System.out.printf(Locale.ROOT, "%.0f ", kind.served / took);
        explain(kind);
      }
      System.out.println();
    }
  }

  private void soak(int seconds, String[] args) throws IOException {
    var perSecond = new double[3];
    for (int kind = 0; kind < perSecond.length; kind++) {
      perSecond[kind] = Double.parseDouble(args[6 + kind]);
    }
    try (var callers = new Callers(MOST_CONNECTIONS)) {
      var kinds = kinds(callers, perSecond, new int[] {400, 200, 200});
      kinds.forEach(Callers.Kind::begin);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      callers.run(kinds, end);
      callers.drain(kinds, end + TimeUnit.SECONDS.toNanos(10));
      for (var kind : kinds) {
        System.out.printf(
            Locale.ROOT,
            "%d %d %.1f %.1f %.1f ",
            kind.called,
            kind.called - kind.served,
            kind.all.at(0.5),
            kind.all.at(0.99),
            kind.all.at(0.999));
        explain(kind);
      }
      System.out.println();
    }
  }

  private static void explain(Callers.Kind kind) {
    kind.strange.forEach(answer -> System.err.println("not served: " + answer));
  }
}
