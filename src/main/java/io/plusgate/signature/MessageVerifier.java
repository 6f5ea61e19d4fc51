package io.plusgate.signature;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whether a message of the other side, call or answer, was signed by a key of the ring. */
public final class MessageVerifier {
  private final List<KeyVerifier> keys;

  public MessageVerifier(KeyRing ring, ProviderSwitch providers) {
    this.keys = ring.keys().stream().map(key -> new KeyVerifier(key, providers)).toList();
  }

  /**
   * Any header and any body in, a verdict out; any thread may call it.
   *
   * @param path the path that was called, as the caller knows it
   * @param time the literal Request-Time or Response-Time
   * @param signatureHeader the literal header value; null when the message has none
   */
  public Verification verify(
      String path, String clientId, String time, @Nullable String signatureHeader, byte[] body) {
    if (signatureHeader == null) {
      return new Verification.Rejected(RejectReason.MISSING);
    }
    return SignatureHeader.parse(signatureHeader)
        .match(
            accepted -> verify(path, clientId, time, accepted.header(), body),
            refused -> new Verification.Rejected(refused.reason()));
  }

  private Verification verify(
      String path, String clientId, String time, SignatureHeader header, byte[] body) {
    if (keys.isEmpty()) {
      return new Verification.Rejected(RejectReason.NO_KEY);
    }
    byte[] signature = header.signature();
    // keyVersion is only a hint: the keys it names come first, then all the others.
    for (boolean hinted : new boolean[] {true, false}) {
      for (KeyVerifier key : keys) {
        if (key.isNamedBy(header.keyVersion()) == hinted
            && key.made(signature, path, clientId, time, body)) {
          return new Verification.Verified(key.keyVersion(), key.fingerprint);
        }
      }
    }
    return new Verification.Rejected(RejectReason.MISMATCH);
  }

  /** One key of the ring, ready to check. */
  private static final class KeyVerifier {
    private final TrustedKey key;
    private final String fingerprint;
    private final int length;
    private final ThreadSignatures signatures;

    KeyVerifier(TrustedKey key, ProviderSwitch providers) {
      this.key = key;
      this.fingerprint = key.fingerprint();
      this.length = (key.bits() + 7) / 8;
      this.signatures =
          new ThreadSignatures(providers, signature -> signature.initVerify(key.key()));
    }

    String keyVersion() {
      return key.keyVersion();
    }

    boolean isNamedBy(Optional<String> hint) {
      return hint.isPresent() && hint.get().equals(key.keyVersion());
    }

    boolean made(byte[] made, String path, String clientId, String time, byte[] body) {
      if (made.length != length) {
        return false;
      }
      try {
        Signature signature = signatures.get();
        SignedContent.feed(signature, path, clientId, time, body);
        return signature.verify(made);
      } catch (GeneralSecurityException | RuntimeException notOne) {
        // Some providers throw at a signature they cannot take apart: it is not one of this key.
        signatures.discard();
        return false;
      }
    }
  }
}
