package io.plusgate.cli;

import io.plusgate.signature.Fingerprint;
import io.plusgate.signature.KeyReader;
import io.plusgate.signature.KeyUnreadableException;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.SigningKey;
import io.plusgate.signature.VerifyingKey;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plusgate keys}: makes key pairs and says what a key file really is. */
@Command(
    name = "keys",
    description = "Make key pairs, and see what a key file really is. Never prints a private key.",
    mixinStandardHelpOptions = true,
    subcommands = {
      KeysCommand.Generate.class,
      KeysCommand.Show.class,
      KeysCheckCommand.class,
      KeysRotateCommand.class
    },
    footer = {"", "Example:", "  plusgate keys show certs/alipayplus-public.pem"})
final class KeysCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  static void checkBits(int bits) {
    if (bits < KeyReader.SHORTEST || bits > 8192) {
      throw ExitException.usage(
          "--bits: %d (expected: %d to 8192)".formatted(bits, KeyReader.SHORTEST));
    }
  }

  /** {@code plusgate keys generate}. */
  @Command(
      name = "generate",
      description = {
        "Make an RSA key pair.",
        "NAME-private.pem, which only its owner can read, and NAME-public.pem. Prints the public key as Developer Center takes it. Existing files are not overwritten."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  plusgate keys generate --folder certs --name partner"})
  static final class Generate implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private final Output output = new Output();

    @Option(
        names = "--folder",
        paramLabel = "FOLDER",
        defaultValue = "certs",
        description = "Where to (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        defaultValue = "partner",
        description = "The files' first name (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(
        names = "--bits",
        paramLabel = "BITS",
        defaultValue = "2048",
        description = "2048 is what Alipay+ uses (default: ${DEFAULT-VALUE}).")
    private int bits;

    @Override
    public Integer call() {
      checkBits(bits);
      var pair = pair();
      Path secret = folder.resolve(name + "-private.pem");
      Path open = folder.resolve(name + "-public.pem");
      NewFile.secret(secret, RsaKeyPairs.pem(pair.getPrivate()));
      NewFile.open(open, RsaKeyPairs.pem(pair.getPublic()));
      var json =
          new JsonObject()
              .put("privateKey", secret.toString())
              .put("publicKey", open.toString())
              .put("bits", bits)
              .put("fingerprint", Fingerprint.of(pair.getPublic()))
              .put("developerCenter", RsaKeyPairs.oneLine(pair.getPublic()));
      output.print(
          json,
          out -> {
            new Table()
                .row("private key", secret + " (stays on this machine)")
                .row("public key", open.toString())
                .row("size", bits + " bit")
                .row("fingerprint", Fingerprint.of(pair.getPublic()))
                .print(out);
            out.println("\nFor Developer Center, on one line:\n");
            out.println(RsaKeyPairs.oneLine(pair.getPublic()));
          });
      return ExitCode.FINE;
    }

    private KeyPair pair() {
      String doing = "making a key of " + bits + " bit";
      try (var status = StatusLine.on(spec.commandLine().getErr(), doing)) {
        return RsaKeyPairs.generate(bits);
      }
    }
  }

  /** {@code plusgate keys show FILE}. */
  @Command(
      name = "show",
      description = "Say what a key file is: form, size, fingerprint, and its public key.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  plusgate keys show certs/partner-private.pem --output json"})
  static final class Show implements Callable<Integer> {
    @Mixin private final Output output = new Output();

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "The file with the password of an encrypted key.")
    private Optional<Path> passwordFile;

    @Parameters(paramLabel = "FILE", description = "A private key, public key or certificate.")
    private Path file;

    @Override
    public Integer call() {
      Optional<VerifyingKey> open = publicKey();
      if (open.isPresent()) {
        return say("public", open.get());
      }
      SigningKey key = KeyInput.privateKey(file, passwordFile);
      return say("private", new VerifyingKey(key.publicKey(), key.form()));
    }

    private Optional<VerifyingKey> publicKey() {
      try {
        return Optional.of(KeyReader.publicKey(KeyInput.bytes(file)));
      } catch (KeyUnreadableException maybePrivate) {
        return Optional.empty();
      }
    }

    private int say(String kind, VerifyingKey key) {
      String line = RsaKeyPairs.oneLine(key.key());
      var json =
          new JsonObject()
              .put("file", file.toString())
              .put("kind", kind)
              .put("form", key.form())
              .put("bits", key.bits())
              .put("fingerprint", key.fingerprint())
              .put("developerCenter", line);
      output.print(
          json,
          out -> {
            new Table()
                .row("file", file.toString())
                .row("kind", kind + " key")
                .row("form", key.form())
                .row("size", key.bits() + " bit")
                .row("fingerprint", key.fingerprint())
                .print(out);
            out.println("\nIts public key, as Developer Center takes it:\n");
            out.println(line);
          });
      return ExitCode.FINE;
    }
  }
}
