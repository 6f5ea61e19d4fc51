package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.InvalidKeyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The two providers are one and the same on the wire, also while one takes over. */
class CryptoProviderTest {
  private static final String PATH = "/aps/api/v1/payments/pay";
  private static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  private static final String TIME = "2025-02-21T05:43:09Z";

  @Test
  void findsCorrettoOnTheMachinesThatWeShipItFor() {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");

    CryptoProvider fastest = CryptoProvider.fastestSoon().join();

    boolean shipped = List.of("Linux amd64", "Linux aarch64", "Mac OS X aarch64").contains(machine);
    assertThat(fastest.name()).isEqualTo(shipped ? "corretto" : "jdk");
  }

  @Test
  void signsTheSameBytesByEachProvider() {
    var random = new Random(7);
    var jdk = signer(new ProviderSwitch(CryptoProvider.jdk()));
    var fastest = signer(new ProviderSwitch(CryptoProvider.fastest()));

    for (int size : new int[] {0, 1, 63, 64, 1023, 1024, 1025, 20_480, 1_048_576}) {
      var body = new byte[size];
      random.nextBytes(body);
      assertThat(fastest.sign(PATH, CLIENT, TIME, body))
          .isEqualTo(jdk.sign(PATH, CLIENT, TIME, body));
    }
  }

  @Test
  void takesOverBetweenTwoSignatures() throws InvalidKeyException {
    var providers = new ProviderSwitch(CryptoProvider.jdk());
    var key = TestKeys.partner().getPrivate();
    var signatures = new ThreadSignatures(providers, signature -> signature.initSign(key));
    String before = signatures.get().getProvider().getName();

    providers.turnTo(CryptoProvider.fastest());

    assertThat(signatures.get().getProvider().getName()).isNotEqualTo(before);
    assertThat(signatures.get()).isSameAs(signatures.get());
  }

  @Test
  void signsAndVerifiesFromManyThreadsWhileTheProviderChanges()
      throws InterruptedException, ExecutionException {
    var providers = new ProviderSwitch(CryptoProvider.jdk());
    CryptoProvider fastest = CryptoProvider.fastest();
    var signer = signer(providers);
    var verifier = new MessageVerifier(TestKeys.partnerRing(), providers);
    var pool = Executors.newFixedThreadPool(4);
    List<Callable<List<Verification>>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      tasks.add(() -> signAndVerify(signer, verifier, providers, fastest));
    }

    List<Future<List<Verification>>> done = pool.invokeAll(tasks, 60, TimeUnit.SECONDS);

    pool.shutdownNow();
    for (Future<List<Verification>> verifications : done) {
      assertThat(verifications.get())
          .hasSize(100)
          .hasOnlyElementsOfType(Verification.Verified.class);
    }
  }

  private static List<Verification> signAndVerify(
      MessageSigner signer,
      MessageVerifier verifier,
      ProviderSwitch providers,
      CryptoProvider fastest) {
    var verifications = new ArrayList<Verification>();
    for (int i = 0; i < 100; i++) {
      providers.turnTo(i % 10 < 5 ? fastest : CryptoProvider.jdk());
      byte[] body = ("{\"paymentRequestId\":\"" + i + "\"}").getBytes(UTF_8);
      String header = signer.sign(PATH, CLIENT, TIME, body);
      verifications.add(verifier.verify(PATH, CLIENT, TIME, header, body));
    }
    return Collections.unmodifiableList(verifications);
  }

  private static MessageSigner signer(ProviderSwitch providers) {
    return new MessageSigner(TestKeys.partner().getPrivate(), "1", providers);
  }
}
