package io.plusgate.signature;

import io.plusgate.bench.Sample;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a signed call costs: the header of a pay that goes out, and of an answer that comes in. */
@State(Scope.Benchmark)
public class SignatureBenchmark {
  private static final String PATH = "/aps/api/v1/payments/pay";
  private static final String TIME = "2026-11-27T12:00:00+01:00";

  private final KeyPair pair = RsaKeyPairs.generate(2048);
  private final MessageSigner corretto = signer(fastest());
  private final MessageSigner jdk = signer(CryptoProvider.jdk());
  private final MessageVerifier byCorretto = verifier(fastest());
  private final MessageVerifier byJdk = verifier(CryptoProvider.jdk());
  private final String header = corretto.sign(PATH, Sample.CLIENT, TIME, Sample.INQUIRED);

  @Benchmark
  public String signByCorretto() {
    return corretto.sign(PATH, Sample.CLIENT, TIME, Sample.PAY);
  }

  @Benchmark
  public String signByJdk() {
    return jdk.sign(PATH, Sample.CLIENT, TIME, Sample.PAY);
  }

  @Benchmark
  public Verification verifyByCorretto() {
    return byCorretto.verify(PATH, Sample.CLIENT, TIME, header, Sample.INQUIRED);
  }

  @Benchmark
  public Verification verifyByJdk() {
    return byJdk.verify(PATH, Sample.CLIENT, TIME, header, Sample.INQUIRED);
  }

  @Benchmark
  public SignatureHeader.Parsed parseHeader() {
    return new SignatureHeaderParser(header).parse();
  }

  /** The JDK in its place would be measured under the wrong name. */
  private static CryptoProvider fastest() {
    var fastest = CryptoProvider.fastest();
    if (fastest == CryptoProvider.jdk()) {
      throw new IllegalStateException("provider: jdk (expected: corretto, see the log for why)");
    }
    return fastest;
  }

  private MessageSigner signer(CryptoProvider provider) {
    return new MessageSigner(pair.getPrivate(), "1", new ProviderSwitch(provider));
  }

  private MessageVerifier verifier(CryptoProvider provider) {
    var ring = KeyRing.of(new TrustedKey("1", (RSAPublicKey) pair.getPublic()));
    return new MessageVerifier(ring, new ProviderSwitch(provider));
  }
}
