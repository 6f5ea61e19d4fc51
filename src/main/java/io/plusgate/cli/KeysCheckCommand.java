package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.doctor.Findings;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.SigningKey;
import io.plusgate.signature.VerifyingKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plusgate keys check}: whether the keys do what they are there for. */
@Command(
    name = "check",
    description = {
      "Say whether keys do what they are there for.",
      "Signs and verifies with the private key by both RSA providers; says whether a public key"
          + " belongs to it, and whether Alipay+'s key is by mistake our own."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  plusgate keys check certs/partner-private.pem \\",
      "      --public-key certs/partner-public.pem \\",
      "      --alipay-plus-key certs/alipayplus-public.pem"
    })
final class KeysCheckCommand implements Callable<Integer> {
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  @Mixin private final Output output = new Output();

  @Parameters(paramLabel = "FILE", description = "Our private key.")
  private Path file;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The file with the password of an encrypted key.")
  private Optional<Path> passwordFile;

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = "Our public key, as it was given to Developer Center.")
  private Optional<Path> publicKey;

  @Option(
      names = "--alipay-plus-key",
      paramLabel = "FILE",
      description = "Alipay+'s public key, as Developer Center shows it.")
  private Optional<Path> alipayPlusKey;

  @Override
  public Integer call() {
    var findings = new Findings();
    SigningKey key = KeyInput.privateKey(file, passwordFile);
    findings.ok("private key", "", key.form() + ", " + key.bits() + " bit, " + key.fingerprint());
    publicKey.map(KeyInput::publicKey).ifPresent(open -> belongs(findings, key, open));
    alipayPlusKey.map(KeyInput::publicKey).ifPresent(theirs -> isTheirs(findings, key, theirs));
    var providers = new LinkedHashMap<String, CryptoProvider>();
    providers.put(CryptoProvider.jdk().name(), CryptoProvider.jdk());
    var fastest = CryptoProvider.fastest();
    providers.put(fastest.name(), fastest);
    providers.forEach((name, provider) -> signs(findings, key, provider));
    if (providers.size() == 1) {
      findings.warn(
          "sign and verify", "corretto", "not on this machine", "the JDK's RSA is used, slower");
    }
    return FindingsOutput.print(findings, output);
  }

  private static void belongs(Findings findings, SigningKey key, VerifyingKey open) {
    findings.that(
        open.fingerprint().equals(key.fingerprint()),
        "our public key",
        "",
        open.form() + ", " + open.fingerprint(),
        "it does not belong to this private key; give Developer Center the one that"
            + " \"plusgate keys show\" prints");
  }

  private static void isTheirs(Findings findings, SigningKey key, VerifyingKey theirs) {
    findings.that(
        !theirs.fingerprint().equals(key.fingerprint()),
        "Alipay+'s public key",
        "",
        theirs.form() + ", " + theirs.fingerprint(),
        "this is our own key; take the one that Developer Center shows as Alipay+'s");
  }

  private static void signs(Findings findings, SigningKey key, CryptoProvider provider) {
    var providers = new ProviderSwitch(provider);
    String header =
        new MessageSigner(key.privateKey(), "1", providers).sign("/check", "check", "now", BODY);
    var ring = KeyRing.of(new VerifyingKey(key.publicKey(), key.form()).as("1"));
    boolean fits =
        new MessageVerifier(ring, providers)
            .verify("/check", "check", "now", header, BODY)
            .match(verified -> true, rejected -> false);
    findings.that(
        fits,
        "sign and verify",
        provider.name(),
        fits ? "works" : "its own signature does not verify",
        "make a new key pair: plusgate keys generate");
  }
}
