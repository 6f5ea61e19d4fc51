package io.plusgate.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.config.ClientConfig;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.KeyUnreadableException;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.SigningKey;
import io.plusgate.signature.VerifyingKey;
import java.time.Duration;
import java.util.List;

/** Who computes RSA here, and how fast: it bounds how many calls a processor can sign. */
final class RsaExam {
  private static final byte[] BODY = "{\"paymentRequestId\":\"doctor\"}".getBytes(UTF_8);
  private static final Duration WARM_UP = Duration.ofMillis(80);
  private static final Duration MEASURED = Duration.ofMillis(120);

  private RsaExam() {}

  /** With the first key that can be read; which keys can't is the keys' own finding. */
  static void examine(List<ClientConfig> clients, Findings findings) {
    for (ClientConfig client : clients) {
      try {
        examine(KeysExam.ours(client), findings);
        return;
      } catch (KeyUnreadableException unreadable) {
        // The next client's key will do.
      }
    }
  }

  private static void examine(SigningKey key, Findings findings) {
    var fastest = CryptoProvider.fastest();
    String seen = speed(key, fastest);
    if (fastest.name().equals(CryptoProvider.jdk().name())) {
      findings.warn(
          "RSA",
          "",
          seen,
          "Amazon Corretto's native library does not load here (it needs glibc and a folder for"
              + " temporary files that may run programs); the JDK's RSA works, slower");
    } else {
      findings.ok("RSA", "", seen);
    }
  }

  private static String speed(SigningKey key, CryptoProvider provider) {
    var providers = new ProviderSwitch(provider);
    var signer = new MessageSigner(key.privateKey(), "1", providers);
    var ring = KeyRing.of(new VerifyingKey(key.publicKey(), key.form()).as("1"));
    var verifier = new MessageVerifier(ring, providers);
    String header = signer.sign("/doctor", "doctor", "now", BODY);
    long signs = perSecond(() -> !signer.sign("/doctor", "doctor", "now", BODY).isEmpty());
    long verifies =
        perSecond(
            () ->
                verifier
                    .verify("/doctor", "doctor", "now", header, BODY)
                    .match(verified -> true, rejected -> false));
    return "%s: %d signatures a second, %d verifications, %d bit, one thread"
        .formatted(provider.name(), signs, verifies, key.bits());
  }

  /** Something that says whether it worked. */
  private interface Work {
    boolean done();
  }

  private static long perSecond(Work work) {
    long warm = repeat(work, WARM_UP);
    long measured = repeat(work, MEASURED);
    return warm == 0 ? 0 : measured * 1_000 / MEASURED.toMillis();
  }

  private static long repeat(Work work, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long count = 0;
    while (System.nanoTime() < end) {
      count += work.done() ? 1 : 0;
    }
    return count;
  }
}
