package io.plusgate.signature;

/**
 * The two key sets of one client: ours to sign with, Alipay+'s to verify with. The Client-Id is the
 * partner's own in both directions (protocol 1.3).
 */
public record ClientKeys(
    String clientId, MessageSigner signer, MessageVerifier verifier, ProviderSwitch providers) {

  /** The RSA provider in use now, as the metric's label says it. */
  public String provider() {
    return providers.current().name();
  }
}
