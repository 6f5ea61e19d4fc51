package io.plusgate.signature;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;

/**
 * Throw-away keys for tests, never for anything else: the partner's pair is the published one of
 * the signature vectors, Alipay+'s is made once per JVM.
 */
public final class TestKeys {
  private static final SigningKey PARTNER =
      KeyReader.privateKey(Vectors.bytes("test-only-rsa2048-private.pem"));
  private static final KeyPair ALIPAY_PLUS = RsaKeyPairs.generate(2048);
  private static final KeyPair STRANGER = RsaKeyPairs.generate(2048);
  private static final ProviderSwitch JDK = new ProviderSwitch(CryptoProvider.jdk());

  private TestKeys() {}

  public static KeyPair partner() {
    return new KeyPair(PARTNER.publicKey(), PARTNER.privateKey());
  }

  public static KeyPair alipayPlus() {
    return ALIPAY_PLUS;
  }

  public static String partnerFingerprint() {
    return PARTNER.fingerprint();
  }

  public static String partnerPrivatePem() {
    return RsaKeyPairs.pem(partner().getPrivate());
  }

  public static String partnerPublicPem() {
    return RsaKeyPairs.pem(partner().getPublic());
  }

  public static String alipayPlusPrivatePem() {
    return RsaKeyPairs.pem(alipayPlus().getPrivate());
  }

  public static String alipayPlusPublicPem() {
    return RsaKeyPairs.pem(alipayPlus().getPublic());
  }

  /** The ring that trusts the partner's key under keyVersion 1. */
  public static KeyRing partnerRing() {
    return ring(partner());
  }

  /** Signs as the partner does, keyVersion 1. */
  public static MessageSigner partnerSigner() {
    return new MessageSigner(partner().getPrivate(), "1", JDK);
  }

  /** Signs as Alipay+ does, keyVersion 1. */
  public static MessageSigner alipayPlusSigner() {
    return new MessageSigner(alipayPlus().getPrivate(), "1", JDK);
  }

  /** Signs with a key that nobody trusts. */
  public static MessageSigner strangerSigner() {
    return new MessageSigner(STRANGER.getPrivate(), "1", JDK);
  }

  /** Verifies what the partner signed, as Alipay+ does. */
  public static MessageVerifier partnerVerifier() {
    return new MessageVerifier(partnerRing(), JDK);
  }

  /** Verifies what Alipay+ signed, as the partner does. */
  public static MessageVerifier alipayPlusVerifier() {
    return new MessageVerifier(ring(alipayPlus()), JDK);
  }

  private static KeyRing ring(KeyPair pair) {
    return KeyRing.of(new TrustedKey("1", (RSAPublicKey) pair.getPublic()));
  }
}
