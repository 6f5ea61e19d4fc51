package io.plusgate.signature;

/**
 * The crypto provider in use now; signers and verifiers look here before each signature, so that
 * the gateway can start with the JDK's and go over to the faster one as soon as it is loaded.
 */
public final class ProviderSwitch {
  private volatile CryptoProvider current;

  public ProviderSwitch(CryptoProvider first) {
    this.current = first;
  }

  /** From the next signature on, every signer and verifier that follows this switch uses it. */
  public void turnTo(CryptoProvider provider) {
    current = provider;
  }

  public CryptoProvider current() {
    return current;
  }
}
