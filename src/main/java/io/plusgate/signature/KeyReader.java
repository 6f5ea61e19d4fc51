package io.plusgate.signature;

import static java.math.BigInteger.ONE;

import io.plusgate.signature.KeyText.Block;
import io.plusgate.signature.KeyText.NotKeyMaterial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads RSA keys in every form that people paste them; where it can't, {@link
 * KeyUnreadableException} says what was found and what would be right, and never a bit of the key.
 */
public final class KeyReader {
  /** Alipay+'s keys have 2048 bits; shorter ones can be broken. */
  public static final int SHORTEST = 2048;

  private static final String PRIVATE =
      "an RSA private key, PKCS#8, PKCS#1 or PKCS#12, in PEM, Base64 or DER";
  private static final String PUBLIC =
      "an RSA public key or an X.509 certificate, in PEM, Base64 or DER";

  private KeyReader() {}

  /** The private key in this content, which must not be encrypted. */
  public static SigningKey privateKey(byte[] content) {
    return privateKey(content, Optional.empty());
  }

  /** The private key in this content; the password is not needed when it is not encrypted. */
  public static SigningKey privateKey(byte[] content, char[] password) {
    return privateKey(content, Optional.of(password.clone()));
  }

  /** The public key in this content, be it alone or in a certificate. */
  public static VerifyingKey publicKey(byte[] content) {
    Block block = only(content, PUBLIC, KeyKind::holdsPublicKey);
    KeyKind kind = kindOf(block);
    try {
      refuseOtherAlgorithms(kind, block.der(), PUBLIC);
      PublicKey key =
          kind == KeyKind.CERTIFICATE ? certificateKey(block.der()) : plainKey(kind, block.der());
      return new VerifyingKey(checked(key, kind), kind.form() + " in " + block.wrapping());
    } catch (KeyUnreadableException refused) {
      throw refused;
    } catch (Exception damaged) {
      throw new KeyUnreadableException(kind.noun() + " that is damaged", PUBLIC);
    }
  }

  private static SigningKey privateKey(byte[] content, Optional<char[]> password) {
    Block block = only(content, PRIVATE, KeyKind::holdsPrivateKey);
    KeyKind kind = kindOf(block);
    String form = kind.form() + " in " + block.wrapping();
    if (kind == KeyKind.ENCRYPTED_PKCS8 || kind == KeyKind.ENCRYPTED_PKCS1) {
      byte[] der = decrypted(kind, block, password);
      KeyKind inside = KeyDer.kindOf(der);
      if (inside == KeyKind.UNKNOWN) {
        // The old format has no checksum: a wrong password can also end in noise.
        throw wrongPassword(kind);
      }
      return signingKey(inside, der, form);
    }
    return kind == KeyKind.PKCS12
        ? signingKey(KeyKind.PKCS8, fromKeyStore(block.der(), password), form)
        : signingKey(kind, block.der(), form);
  }

  /** The first block that is of the wanted sort; a chain or other objects may stand beside it. */
  private static Block only(byte[] content, String expected, Predicate<KeyKind> wanted) {
    List<Block> blocks;
    try {
      blocks = KeyText.blocks(content);
    } catch (NotKeyMaterial other) {
      throw new KeyUnreadableException(other.found(), expected);
    }
    return blocks.stream()
        .filter(block -> wanted.test(kindOf(block)))
        .findFirst()
        .orElseThrow(() -> new KeyUnreadableException(kindOf(blocks.get(0)).noun(), expected));
  }

  private static KeyKind kindOf(Block block) {
    if (block.encryption().isPresent()) {
      return KeyKind.ENCRYPTED_PKCS1;
    }
    return block.label().filter("OPENSSH PRIVATE KEY"::equals).isPresent()
        ? KeyKind.OPENSSH
        : KeyDer.kindOf(block.der());
  }

  private static SigningKey signingKey(KeyKind kind, byte[] der, String form) {
    if (kind != KeyKind.PKCS8 && kind != KeyKind.PKCS1) {
      throw new KeyUnreadableException(kind.noun(), PRIVATE);
    }
    try {
      refuseOtherAlgorithms(kind, der, PRIVATE);
      byte[] pkcs8 = kind == KeyKind.PKCS1 ? KeyDer.pkcs8OfPkcs1(der) : der;
      var factory = KeyFactory.getInstance("RSA");
      var key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      var numbers = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      RSAPublicKey publicKey = checked(factory.generatePublic(numbers), kind);
      refuseContradiction(key);
      return new SigningKey(key, publicKey, form);
    } catch (KeyUnreadableException refused) {
      throw refused;
    } catch (Exception damaged) {
      throw new KeyUnreadableException(kind.noun() + " that is damaged", PRIVATE);
    }
  }

  /** A key with one wrong digit would sign without complaint, and nobody would accept it. */
  private static void refuseContradiction(RSAPrivateCrtKey key) {
    BigInteger p = key.getPrimeP();
    BigInteger q = key.getPrimeQ();
    BigInteger e = key.getPublicExponent();
    boolean fits =
        p.multiply(q).equals(key.getModulus())
            && isInverse(e, key.getPrivateExponent(), p.subtract(ONE))
            && isInverse(e, key.getPrivateExponent(), q.subtract(ONE))
            && isInverse(e, key.getPrimeExponentP(), p.subtract(ONE))
            && isInverse(e, key.getPrimeExponentQ(), q.subtract(ONE))
            && isInverse(q, key.getCrtCoefficient(), p);
    if (!fits) {
      throw new KeyUnreadableException(
          "an RSA private key whose numbers do not belong together", PRIVATE);
    }
  }

  private static boolean isInverse(BigInteger a, BigInteger b, BigInteger modulus) {
    return a.multiply(b).mod(modulus).equals(ONE);
  }

  private static byte[] decrypted(KeyKind kind, Block block, Optional<char[]> password) {
    char[] given = password.orElseThrow(() -> noPassword(kind));
    try {
      return block.encryption().isPresent()
          ? KeyDer.decryptPem(block.der(), block.encryption().get(), given)
          : KeyDer.decryptPkcs8(block.der(), given);
    } catch (Exception wrongPassword) {
      throw wrongPassword(kind);
    }
  }

  private static byte[] fromKeyStore(byte[] pfx, Optional<char[]> password) {
    char[] given = password.orElseThrow(() -> noPassword(KeyKind.PKCS12));
    var keys = new ArrayList<byte[]>();
    try {
      KeyStore store = KeyDer.keyStore(pfx, given);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(store.getKey(alias, given).getEncoded());
        }
      }
    } catch (Exception wrongPassword) {
      throw wrongPassword(KeyKind.PKCS12);
    }
    if (keys.size() != 1) {
      throw new KeyUnreadableException(
          "a PKCS#12 key store with " + keys.size() + " private keys", "exactly one");
    }
    return keys.get(0);
  }

  private static KeyUnreadableException noPassword(KeyKind kind) {
    return new KeyUnreadableException(kind.noun() + ", no password given", "its password");
  }

  private static KeyUnreadableException wrongPassword(KeyKind kind) {
    return new KeyUnreadableException(
        kind.noun() + " that the password does not open", "its password");
  }

  private static void refuseOtherAlgorithms(KeyKind kind, byte[] der, String expected) {
    KeyDer.notRsa(kind, der)
        .ifPresent(
            other -> {
              throw new KeyUnreadableException(other, expected);
            });
  }

  private static PublicKey certificateKey(byte[] der) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(der))
        .getPublicKey();
  }

  private static PublicKey plainKey(KeyKind kind, byte[] der)
      throws GeneralSecurityException, IOException {
    byte[] spki = kind == KeyKind.PKCS1_PUBLIC ? KeyDer.spkiOfPkcs1(der) : der;
    return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki));
  }

  private static RSAPublicKey checked(PublicKey key, KeyKind kind) {
    if (!(key instanceof RSAPublicKey rsa)) {
      throw new KeyUnreadableException(
          kind.noun() + " with a key of algorithm " + key.getAlgorithm(), PUBLIC);
    }
    int bits = rsa.getModulus().bitLength();
    if (bits < SHORTEST) {
      throw new KeyUnreadableException(
          "an RSA key of " + bits + " bits", "at least " + SHORTEST + " bits");
    }
    return rsa;
  }
}
