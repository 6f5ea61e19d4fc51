package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.signature.KeyText.Encryption;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** What the JDK cannot do with a key's DER: tell its kind, decrypt it, turn it into PKCS#8. */
final class KeyDer {
  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
  private static final String RSA_OID = PKCSObjectIdentifiers.rsaEncryption.getId();
  private static final Map<String, String> OTHER_KEYS =
      Map.of(
          PKCSObjectIdentifiers.id_RSASSA_PSS.getId(),
          "an RSA key for PSS only",
          "1.2.840.10045.2.1",
          "an EC key",
          "1.2.840.10040.4.1",
          "a DSA key",
          "1.3.101.112",
          "an Ed25519 key",
          "1.3.101.113",
          "an Ed448 key");

  private KeyDer() {}

  static KeyKind kindOf(byte[] der) {
    try {
      ASN1Sequence parts = ASN1Sequence.getInstance(der);
      var shape = new StringBuilder();
      parts.forEach(part -> shape.append(letter(part)));
      return kindOf(shape.toString(), parts);
    } catch (RuntimeException notDer) {
      return KeyKind.UNKNOWN;
    }
  }

  /** Each standard has its own sequence of element types, so no trial decoding is needed. */
  private static KeyKind kindOf(String shape, ASN1Sequence parts) {
    return switch (shape) {
      case "ISO", "ISOT", "ISOTT" -> KeyKind.PKCS8;
      case "SO" -> KeyKind.ENCRYPTED_PKCS8;
      case "IIIIIIIII" -> KeyKind.PKCS1;
      case "II" -> KeyKind.PKCS1_PUBLIC;
      case "SB" -> KeyKind.SPKI;
      case "IS", "ISS" -> KeyKind.PKCS12;
      case "IO", "IOT", "IOTT" -> KeyKind.EC_PRIVATE;
      case "IIIIII" -> KeyKind.DSA_PRIVATE;
      case "SSB" -> isRequest(parts) ? KeyKind.CERTIFICATE_REQUEST : KeyKind.CERTIFICATE;
      default -> KeyKind.UNKNOWN;
    };
  }

  /** Version, name, key and attributes: a certificate has its dates where the key stands here. */
  private static boolean isRequest(ASN1Sequence parts) {
    ASN1Sequence inner = ASN1Sequence.getInstance(parts.getObjectAt(0));
    return inner.size() <= 4 && inner.getObjectAt(0) instanceof ASN1Integer;
  }

  private static char letter(ASN1Encodable part) {
    if (part instanceof ASN1Integer) {
      return 'I';
    }
    if (part instanceof ASN1Sequence) {
      return 'S';
    }
    if (part instanceof ASN1OctetString) {
      return 'O';
    }
    if (part instanceof ASN1BitString) {
      return 'B';
    }
    return part instanceof ASN1TaggedObject ? 'T' : '?';
  }

  /** What key it is when it is not plain RSA; nothing when it is. */
  static Optional<String> notRsa(KeyKind kind, byte[] der) {
    String algorithm = algorithm(kind, der).getAlgorithm().getId();
    return algorithm.equals(RSA_OID)
        ? Optional.empty()
        : Optional.of(OTHER_KEYS.getOrDefault(algorithm, "a key of algorithm " + algorithm));
  }

  private static AlgorithmIdentifier algorithm(KeyKind kind, byte[] der) {
    if (kind == KeyKind.PKCS8) {
      return PrivateKeyInfo.getInstance(der).getPrivateKeyAlgorithm();
    }
    return kind == KeyKind.SPKI ? SubjectPublicKeyInfo.getInstance(der).getAlgorithm() : RSA;
  }

  static byte[] pkcs8OfPkcs1(byte[] der) throws IOException {
    return new PrivateKeyInfo(RSA, ASN1Sequence.getInstance(der)).getEncoded();
  }

  static byte[] spkiOfPkcs1(byte[] der) throws IOException {
    return new SubjectPublicKeyInfo(RSA, RSAPublicKey.getInstance(der)).getEncoded();
  }

  /** PBES1 and PBES2 as openssl and the JDK write them; gives PKCS#8. */
  static byte[] decryptPkcs8(byte[] der, char[] password)
      throws IOException, OperatorCreationException, PKCSException {
    var decryptor =
        new JceOpenSSLPKCS8DecryptorProviderBuilder()
            .setProvider(new BouncyCastleProvider())
            .build(password);
    return new PKCS8EncryptedPrivateKeyInfo(der).decryptPrivateKeyInfo(decryptor).getEncoded();
  }

  /** The old OpenSSL format ({@code DEK-Info}); gives PKCS#1. */
  static byte[] decryptPem(byte[] encrypted, Encryption encryption, char[] password)
      throws IOException {
    return new BcPEMDecryptorProvider(utf8(password))
        .get(encryption.algorithm())
        .decrypt(encrypted, encryption.iv());
  }

  /** openssl takes the password's bytes as they come from a UTF-8 terminal or file. */
  private static char[] utf8(char[] password) {
    return new String(new String(password).getBytes(UTF_8), ISO_8859_1).toCharArray();
  }

  /** By Bouncy Castle, because the JDK opens no PKCS#12 whose password is more than ASCII. */
  static KeyStore keyStore(byte[] pfx, char[] password)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
    store.load(new ByteArrayInputStream(pfx), password);
    return store;
  }
}
