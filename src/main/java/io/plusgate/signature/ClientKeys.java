package io.plusgate.signature;

/**
 * The two key sets of one client: ours to sign with, Alipay+'s to verify with. The Client-Id is the
 * partner's own in both directions (protocol 1.3).
 *
 * @param fingerprint of the key that signs
 */
public record ClientKeys(
    String clientId,
    MessageSigner signer,
    String fingerprint,
    MessageVerifier verifier,
    ProviderSwitch providers,
    KeyUses uses) {

  /** The RSA provider in use now, as the metric's label says it. */
  public String provider() {
    return providers.current().name();
  }

  /** Our key has signed a message of this direction. */
  public void signed(String direction) {
    uses.used("sign", direction, signer.keyVersion(), fingerprint);
  }

  /** A key of Alipay+'s has proved itself over a message of this direction. */
  public void verified(Verification.Verified verified, String direction) {
    uses.used("verify", direction, verified.keyVersion(), verified.fingerprint());
  }
}
