package io.plusgate.cli;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.SignedContent;
import io.plusgate.signature.diagnosis.Cause;
import io.plusgate.signature.diagnosis.Diagnosis;
import io.plusgate.signature.diagnosis.MistakeFinder;
import io.plusgate.signature.diagnosis.SeenMessage;
import io.plusgate.signature.diagnosis.Visible;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plusgate verify}: whether a signature fits, and if not, why. */
@Command(
    name = "verify",
    description = {
      "Verify the signature of one message; when it does not fit, say why.",
      "Tries the known mistakes and names the one with which it would fit, and the bytes that"
          + " differ."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it fits", "1:it does not", "2:wrong usage or configuration"},
    footer = {
      "",
      "Examples:",
      "  plusgate verify --config conf/gateway.yaml --message captured.http",
      "  plusgate verify --public-key certs/alipayplus-public.pem \\",
      "      --message answer.http --path /aps/api/v1/payments/pay"
    })
final class VerifyCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();
  @Mixin private final MessageInput input = new MessageInput();
  @Mixin private final ConfiguredClients choice = new ConfiguredClients();
  @Mixin private final VerifyKeys keys = new VerifyKeys();

  @Option(
      names = "--signature",
      paramLabel = "HEADER",
      description = "The literal Signature header, or its value alone.")
  private Optional<String> signature;

  @Override
  public Integer call() {
    CapturedMessage message = input.read();
    var config = choice.config();
    String path = input.path(message);
    String clientId =
        input.clientId(
            message, config.map(read -> ConfiguredClients.one(read, Optional.empty()).clientId()));
    String time =
        input
            .time(message)
            .orElseThrow(() -> MessageInput.missing("--time", "Request-Time or Response-Time"));
    String header =
        signature
            .or(() -> message.header(AlipayHeader.SIGNATURE))
            .orElseThrow(() -> MessageInput.missing("--signature", "the Signature header"));
    var seen = new SeenMessage(path, clientId, time, header, message.body());
    var diagnosis = MistakeFinder.diagnose(seen, keys.surroundings(config, message, clientId));
    String content = Visible.of(SignedContent.of(path, clientId, time, message.body()));
    output.print(json(diagnosis).put("content", content), out -> print(diagnosis, content, out));
    return diagnosis.match(right -> ExitCode.FINE, mistaken -> ExitCode.NO, unknown -> ExitCode.NO);
  }

  private static JsonObject json(Diagnosis diagnosis) {
    return diagnosis.match(
        right ->
            new JsonObject()
                .put("verified", true)
                .put("keyVersion", right.keyVersion())
                .put("remarks", json(right.remarks())),
        mistaken -> new JsonObject().put("verified", false).put("causes", json(mistaken.causes())),
        unknown ->
            new JsonObject()
                .put("verified", false)
                .put("causes", new JsonArray())
                .put("unknown", code(unknown.reason()))
                .put("detail", unknown.detail()));
  }

  private static String code(Diagnosis.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonArray json(List<Cause> causes) {
    var array = new JsonArray();
    for (Cause cause : causes) {
      var json =
          new JsonObject()
              .put("mistake", cause.mistake().code())
              .put("what", cause.mistake().what())
              .put("detail", cause.detail())
              .put("remedy", cause.mistake().remedy());
      cause
          .difference()
          .ifPresent(
              d ->
                  json.put(
                      "difference",
                      new JsonObject()
                          .put("offset", d.offset())
                          .put("given", d.given())
                          .put("signed", d.signed())));
      array.add(json);
    }
    return array;
  }

  private static void print(Diagnosis diagnosis, String content, PrintWriter out) {
    String verdict =
        diagnosis.match(
            right -> Ink.GOOD.on("verified") + " with keyVersion " + right.keyVersion(),
            mistaken -> Ink.BAD.on("not verified") + ": the cause is known",
            unknown -> Ink.BAD.on("not verified") + ": cause unknown\n  " + unknown.detail());
    out.println(verdict);
    List<Cause> causes =
        diagnosis.match(right -> right.remarks(), mistaken -> mistaken.causes(), none -> List.of());
    causes.forEach(cause -> print(cause, out));
    out.println("\nContent as given:\n");
    out.println(Lines.afterLineEnds(content));
  }

  private static void print(Cause cause, PrintWriter out) {
    out.println();
    out.println("  " + Ink.STRONG.on(cause.mistake().what()) + " (" + cause.detail() + ")");
    cause
        .difference()
        .ifPresent(
            d -> {
              out.println("    at byte " + d.offset());
              out.println("    given:  " + d.given());
              out.println("    signed: " + d.signed());
            });
    out.println("    → " + cause.mistake().remedy());
  }
}
