package io.plusgate.cli;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.SignatureForm;
import io.plusgate.signature.SignedContent;
import io.plusgate.signature.diagnosis.Visible;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plusgate sign}: signs one message and shows exactly what was signed. */
@Command(
    name = "sign",
    description = {
      "Sign one message, and show exactly what was signed.",
      "Prints its headers, and the content with invisible characters made visible (␊ line feed,"
          + " ␍ carriage return, ␣ blank, ␉ tab)."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  plusgate sign --config conf/gateway.yaml --path /aps/api/v1/payments/pay \\",
      "      --body-file pay.json"
    })
final class SignCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();
  @Mixin private final MessageInput input = new MessageInput();
  @Mixin private final ConfiguredClients choice = new ConfiguredClients();

  @Option(names = "--key", paramLabel = "FILE", description = "The private key to sign with.")
  private Optional<Path> key;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The file with the password of an encrypted key.")
  private Optional<Path> passwordFile;

  @Option(
      names = "--key-version",
      paramLabel = "VERSION",
      defaultValue = "1",
      description = "With --key: the keyVersion to name (default: ${DEFAULT-VALUE}).")
  private String keyVersion;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      defaultValue = "percent-encoded",
      description = "With --key: percent-encoded, base64 or base64url (default: ${DEFAULT-VALUE}).")
  private String form;

  @Override
  public Integer call() {
    CapturedMessage message = input.read();
    var client = choice.config().map(config -> ConfiguredClients.one(config, input.clientId()));
    String path = input.path(message);
    String clientId = input.clientId(message, client.map(c -> c.clientId()));
    String time = input.time(message).orElseGet(() -> now());
    MessageSigner signer =
        key.map(file -> KeyInput.privateKey(file, passwordFile))
            .map(read -> KeyInput.signer(read, keyVersion, signatureForm()))
            .or(() -> client.map(KeyInput::signer))
            .orElseThrow(() -> MessageInput.missing("--key", "a private key, or --config"));
    String header = signer.sign(path, clientId, time, message.body());
    String content = Visible.of(SignedContent.of(path, clientId, time, message.body()));
    output.print(
        new JsonObject()
            .put("path", path)
            .put(AlipayHeader.CLIENT_ID, clientId)
            .put(AlipayHeader.REQUEST_TIME, time)
            .put(AlipayHeader.SIGNATURE, header)
            .put("signedContent", content),
        out -> {
          out.println(AlipayHeader.CLIENT_ID + ": " + clientId);
          out.println(AlipayHeader.REQUEST_TIME + ": " + time);
          out.println(AlipayHeader.SIGNATURE + ": " + header);
          out.println("\nSigned content (" + message.body().length + " bytes of body):\n");
          out.println(Lines.afterLineEnds(content));
        });
    return ExitCode.FINE;
  }

  private static String now() {
    return MessageTime.format(Clock.systemUTC().instant());
  }

  private SignatureForm signatureForm() {
    try {
      return SignatureForm.valueOf(form.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException other) {
      throw ExitException.usage(
          "--form: " + form + " (expected: percent-encoded, base64 or base64url)");
    }
  }
}
