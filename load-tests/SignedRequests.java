import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Writes what Alipay+ would send, for Load.java: run from source on the gateway's own jar, which has
 * the fast RSA.
 *
 * <pre>
 *   sign FILE COUNT KEY CLIENT PATH [BODY]     distinct requests with valid signatures
 * </pre>
 *
 * BODY is a file with the body, in which a run of twenty # becomes another number each time; without
 * it they are notifyPayment messages of 700 bytes. In the file each request has its length before it.
 */
public final class SignedRequests {
  private static final String TIME = "2026-01-01T00:00:00Z";
  private static final String MARK = "#".repeat(20);
  private static final String NOTIFICATION =
      "{\"paymentRequestId\":\"pay_" + MARK + "\",\"paymentId\":\"20260101" + MARK + "\","
          + "\"paymentTime\":\"" + TIME + "\",\"paymentAmount\":{\"currency\":\"JPY\",\"value\":\"1000\"},"
          + "\"customerId\":\"1160270000000000\",\"walletBrandName\":\"Wallet\","
          + "\"paymentResult\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\","
          + "\"resultMessage\":\"success\"},\"mppPaymentId\":\"" + "m".repeat(300) + "\"}";

  private final Signature signature;
  private final String client;
  private final String path;

  public static void main(String[] args) throws Exception {
    if (args.length < 6 || !args[0].equals("sign")) {
      throw new IllegalArgumentException("expected: sign FILE COUNT KEY CLIENT PATH [BODY]");
    }
    var body = args.length > 6 ? Files.readString(Path.of(args[6])).strip() : NOTIFICATION;
    new SignedRequests(Path.of(args[3]), args[4], args[5])
        .write(Path.of(args[1]), Integer.parseInt(args[2]), body);
  }

  private SignedRequests(Path key, String client, String path) throws Exception {
    var pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
    var privateKey =
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    var provider =
        (Provider)
            Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
                .getConstructor()
                .newInstance();
    signature = Signature.getInstance("SHA256withRSA", provider);
    signature.initSign(privateKey);
    this.client = client;
    this.path = path;
  }

  private void write(Path file, int count, String template) throws Exception {
    long number = System.currentTimeMillis() % 100_000_000_000L * 10_000_000L; // of this run only
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      for (int done = 0; done < count; done++) {
        var text = template.replace(MARK, "%020d".formatted(number++));
        write(out, text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void write(DataOutputStream out, byte[] body) throws Exception {
    signature.update(bytes("POST " + path + "\n" + client + "." + TIME + "."));
    signature.update(body);
    var text =
        Base64.getEncoder()
            .encodeToString(signature.sign())
            .replace("+", "%2B")
            .replace("/", "%2F")
            .replace("=", "%3D");
    append(
        out,
        bytes(
            "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Client-Id: " + client + "\r\nRequest-Time: " + TIME + "\r\n"
                + "Signature: algorithm=RSA256,keyVersion=1,signature=" + text + "\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n"),
        body);
  }

  private static void append(DataOutputStream out, byte[] head, byte[] body) throws IOException {
    out.writeInt(head.length + body.length);
    out.write(head);
    out.write(body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
