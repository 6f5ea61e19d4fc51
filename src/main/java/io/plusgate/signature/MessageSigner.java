package io.plusgate.signature;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs messages in the name of one client: requests that we send, answers that we give. */
public final class MessageSigner {
  private final String keyVersion;
  private final SignatureForm form;
  private final ThreadSignatures signatures;

  public MessageSigner(PrivateKey key, String keyVersion, ProviderSwitch providers) {
    this(key, keyVersion, SignatureForm.PERCENT_ENCODED, providers);
  }

  public MessageSigner(
      PrivateKey key, String keyVersion, SignatureForm form, ProviderSwitch providers) {
    this.keyVersion = keyVersion;
    this.form = form;
    this.signatures = new ThreadSignatures(providers, signature -> signature.initSign(key));
  }

  /**
   * The complete value of the Signature header for this message; any thread may call it.
   *
   * @param path the request's path as Alipay+ knows it, for an answer the path it answers
   * @param time the very text that is sent as Request-Time or Response-Time
   */
  public String sign(String path, String clientId, String time, byte[] body) {
    return SignatureHeader.format(keyVersion, signature(path, clientId, time, body), form);
  }

  public String keyVersion() {
    return keyVersion;
  }

  private byte[] signature(String path, String clientId, String time, byte[] body) {
    try {
      Signature signature = signatures.get();
      SignedContent.feed(signature, path, clientId, time, body);
      return signature.sign();
    } catch (GeneralSecurityException | RuntimeException broken) {
      signatures.discard();
      throw new IllegalStateException("signing failed keyVersion=" + keyVersion, broken);
    }
  }
}
