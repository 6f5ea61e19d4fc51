package io.plusgate.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who computes RSA: Amazon Corretto where its native library loads, else the JDK.
 *
 * <p>Neither is registered with {@code java.security.Security}: nothing but our signatures uses it.
 */
public final class CryptoProvider {
  private static final Logger LOG = LoggerFactory.getLogger(CryptoProvider.class);
  private static final String ALGORITHM = "SHA256withRSA";
  private static final int LOADED_AFTER_MILLIS = 250;
  private static final String LIBRARY = "amazonCorrettoCryptoProvider";
  private static final String LIBRARY_IS_THERE =
      "com.amazon.corretto.crypto.provider.useExternalLib";
  private static final CryptoProvider JDK = new CryptoProvider("jdk", Optional.empty());

  private final String name;
  private final Optional<Provider> provider;

  private CryptoProvider(String name, Optional<Provider> provider) {
    this.name = name;
    this.provider = provider;
  }

  /** The one that is there at once, on every machine. */
  public static CryptoProvider jdk() {
    return JDK;
  }

  /**
   * Loads the native library in the background and completes with the fastest that works here; it
   * never fails, at worst it says {@link #jdk()}.
   *
   * <p>It begins a little later: loading takes 0.3 s of a processor, and who has just opened its
   * doors needs that for the first probe and the first calls (decision 101).
   */
  public static CompletableFuture<CryptoProvider> fastestSoon() {
    var later = CompletableFuture.delayedExecutor(LOADED_AFTER_MILLIS, TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(CryptoProvider::fastest, later);
  }

  /** The fastest that works here; blocks while the native library loads. */
  public static CryptoProvider fastest() {
    try {
      useUnpacked();
      AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
      corretto.assertHealthy();
      return new CryptoProvider("corretto", Optional.of(corretto));
    } catch (LinkageError | RuntimeException notOnThisMachine) {
      LOG.info("Corretto not available, RSA by the JDK reason={}", notOnThisMachine.toString());
      return jdk();
    }
  }

  /**
   * Takes the native library from {@code java.library.path}, where the launcher lays it out: else
   * Corretto unpacks 10 MB at each start. Told to use that one it would look nowhere else, so it is
   * told only when the library has loaded.
   */
  private static void useUnpacked() {
    try {
      System.loadLibrary(LIBRARY);
      System.setProperty(LIBRARY_IS_THERE, "true");
    } catch (UnsatisfiedLinkError isInTheJarOnly) {
      LOG.debug("Corretto is unpacked from the jar reason={}", isInTheJarOnly.toString());
    }
  }

  /** For logs, {@code doctor} and the metric label "provider": {@code jdk} or {@code corretto}. */
  public String name() {
    return name;
  }

  Signature newSignature() {
    try {
      return provider.isPresent()
          ? Signature.getInstance(ALGORITHM, provider.get())
          : Signature.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException everyProviderHasIt) {
      throw new IllegalStateException(everyProviderHasIt);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
