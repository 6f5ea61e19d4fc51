package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.doctor.SampleResult;
import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.SignatureForm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plusgate notify}: sends what Alipay+ would send, and judges the answer as it would. */
@Command(
    name = "notify",
    description = {
      "Send a signed notification, and judge the answer as Alipay+ would.",
      "To a gateway or a backend; any other call of Alipay+ with --body-file. Looks at status,"
          + " signature and result of the answer, and says what Alipay+ would do next."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all answers are as they must be",
      "1:not all",
      "2:wrong usage",
      "3:nobody answered"
    },
    footer = {
      "",
      "Example:",
      "  plusgate notify https://127.0.0.1:8443/alipayplus/notifyPayment \\",
      "      --trust certs/server.crt --client-id SANDBOX_5YC47N2ZQHJ004124 \\",
      "      --key certs/simulator-private.pem --partner-key certs/partner-public.pem \\",
      "      --payment-request-id p1 --duplicates 1"
    })
final class NotifyCommand implements Callable<Integer> {
  /** Alipay+'s limit for the answer to a notification. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;
  @Mixin private final Output output = new Output();

  @Parameters(paramLabel = "URL", description = "The address that Alipay+ would call.")
  private URI url;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The private key that plays Alipay+: a test key, e.g. the simulator's.")
  private Path key;

  @Option(
      names = "--partner-key",
      paramLabel = "FILE",
      description = "The partner's public key; without it the answer's signature is not checked.")
  private Optional<Path> partnerKey;

  @Option(names = "--client-id", required = true, paramLabel = "ID", description = "The Client-Id.")
  private String clientId;

  @Option(
      names = "--signed-path",
      paramLabel = "PATH",
      description = "The path to sign (default: the URL's).")
  private Optional<String> signedPath;

  @Option(
      names = "--body-file",
      paramLabel = "FILE",
      description =
          "What to send, byte for byte (default: a notifyPayment like the published one).")
  private Optional<Path> bodyFile;

  @Option(
      names = "--payment-request-id",
      paramLabel = "ID",
      defaultValue = "notify-1",
      description = "Of which payment (default: ${DEFAULT-VALUE}).")
  private String paymentRequestId;

  @Option(
      names = "--amount",
      paramLabel = "VALUE",
      defaultValue = "100",
      description = "In JPY (default: ${DEFAULT-VALUE}).")
  private String amount;

  @Option(
      names = "--result",
      paramLabel = "S|F",
      defaultValue = "S",
      description = "How the payment ended (default: ${DEFAULT-VALUE}).")
  private String result;

  @Option(
      names = "--duplicates",
      paramLabel = "N",
      defaultValue = "0",
      description = "Send it N more times, each time newly signed.")
  private int duplicates;

  @Option(
      names = "--late",
      paramLabel = "AGE",
      description = "Sign with a Request-Time this old, e.g. 10m.")
  private Optional<Duration> late;

  @Option(names = "--tamper", description = "First send one whose body was changed after signing.")
  private boolean tamper;

  @Option(names = "--contradict", description = "Send the opposite result at the end.")
  private boolean contradict;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "The certificate to trust instead of the system's.")
  private Optional<Path> trust;

  @Override
  public Integer call() throws InterruptedException {
    if (!result.matches("[SF]")) {
      throw ExitException.usage("--result: " + result + " (expected: S or F)");
    }
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw ExitException.usage(
          "URL: " + url + " (expected: e.g. https://127.0.0.1:8443/alipayplus/notifyPayment)");
    }
    var http = TrustedHttp.client(trust, LIMIT);
    MessageSigner signer =
        KeyInput.signer(
            KeyInput.privateKey(key, Optional.empty()), "1", SignatureForm.PERCENT_ENCODED);
    byte[] body = bodyFile.map(KeyInput::bytes).orElseGet(() -> sample(result));
    var sent = new ArrayList<SentNotification>();
    boolean asItMustBe = true;
    if (tamper) {
      byte[] other =
          new String(body, UTF_8).replaceFirst("\"value\":\"", "\"value\":\"9").getBytes(UTF_8);
      var judged = send(http, signer, "tampered (must be refused)", body, other);
      sent.add(judged);
      asItMustBe &= !judged.accepted();
    }
    for (int i = 0; i <= duplicates; i++) {
      var judged = send(http, signer, i == 0 ? "first" : "duplicate " + i, body, body);
      sent.add(judged);
      asItMustBe &= judged.accepted();
    }
    if (contradict) {
      byte[] opposite = sample(result.equals("S") ? "F" : "S");
      // A contradiction is received (and then kept, alarmed, never applied): the answer is S too.
      var judged = send(http, signer, "contradiction", opposite, opposite);
      sent.add(judged);
      asItMustBe &= judged.accepted();
    }
    print(sent);
    return asItMustBe ? ExitCode.FINE : ExitCode.NO;
  }

  private SentNotification send(
      HttpClient http, MessageSigner signer, String what, byte[] signed, byte[] body)
      throws InterruptedException {
    String path = signedPath.orElse(url.getRawPath());
    var now = Clock.systemUTC().instant();
    String time = MessageTime.format(late.map(now::minus).orElse(now));
    var request =
        HttpRequest.newBuilder(url)
            .timeout(LIMIT)
            .header("Content-Type", AlipayHeader.JSON)
            .header(AlipayHeader.CLIENT_ID, clientId)
            .header(AlipayHeader.REQUEST_TIME, time)
            .header(AlipayHeader.SIGNATURE, signer.sign(path, clientId, time, signed))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try (var status = StatusLine.on(spec.commandLine().getErr(), "sent: " + what)) {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      Optional<MessageVerifier> verifier =
          partnerKey.map(file -> KeyInput.verifier(KeyInput.publicKey(file).as("1")));
      return SentNotification.judge(what, path, clientId, verifier, answer);
    } catch (IOException gone) {
      throw ExitException.unreachable(
          url
              + ": "
              + Unanswered.words(url, gone)
              + "; Alipay+ would send again after "
              + SentNotification.LADDER);
    }
  }

  private byte[] sample(String ending) {
    var sample = new SampleResult(paymentRequestId, amount, SampleResult.PUBLISHED_TIME);
    return ending.equals("S") ? sample.succeeded() : sample.failed();
  }

  private void print(List<SentNotification> sent) {
    var json = new JsonArray();
    sent.forEach(
        one ->
            json.add(
                new JsonObject()
                    .put("sent", one.what())
                    .put("accepted", one.accepted())
                    .put("answer", one.why())
                    .put("next", one.next())));
    output.print(
        new JsonObject().put("notifications", json),
        out -> {
          var table = new Table("SENT", "ANSWER", "ALIPAY+ THEN");
          sent.forEach(
              one ->
                  table.row(
                      Table.cell(one.what()),
                      Table.cell(one.why(), one.accepted() ? Ink.GOOD : Ink.BAD),
                      Table.cell(one.next())));
          table.print(out);
        });
  }
}
