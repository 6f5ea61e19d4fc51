package io.plusgate.signature;

import java.security.InvalidKeyException;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/**
 * One ready {@link Signature} per thread for one key: making and initialising it costs more than
 * all the rest beside RSA itself. It is made anew when the crypto provider has changed.
 */
final class ThreadSignatures {
  /** Gives a new {@link Signature} its key. */
  interface Initialiser {
    void initialise(Signature signature) throws InvalidKeyException;
  }

  private record Ready(CryptoProvider provider, Signature signature) {}

  private final ProviderSwitch providers;
  private final Initialiser initialiser;

  /**
   * Not static: there is one per key. Its values do not point back here, so it can be collected.
   */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Ready> ready = new ThreadLocal<>();

  ThreadSignatures(ProviderSwitch providers, Initialiser initialiser) {
    this.providers = providers;
    this.initialiser = initialiser;
  }

  Signature get() throws InvalidKeyException {
    CryptoProvider provider = providers.current();
    Ready mine = ready.get();
    if (mine == null || mine.provider() != provider) {
      Signature signature = provider.newSignature();
      initialiser.initialise(signature);
      mine = new Ready(provider, signature);
      ready.set(mine);
    }
    return mine.signature();
  }

  /** After a failure nobody knows what a {@link Signature} still holds: the next one is new. */
  void discard() {
    ready.remove();
  }
}
