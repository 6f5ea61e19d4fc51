package io.plusgate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.plusgate.config.TlsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** Whether a listener's key is the one of its certificate, read as the listener reads them. */
public final class TlsPair {
  private static final byte[] ANYTHING = "anything".getBytes(US_ASCII);

  private TlsPair() {}

  /** False as well when one of the two can't be read. */
  public static boolean fits(Vertx vertx, TlsConfig tls) {
    var options =
        new PemKeyCertOptions()
            .addCertValue(Buffer.buffer(tls.certificate().content()))
            .addKeyValue(Buffer.buffer(tls.privateKey().content()));
    try {
      for (KeyManager manager : options.getKeyManagerFactory(vertx).getKeyManagers()) {
        if (manager instanceof X509KeyManager pairs && fits(pairs)) {
          return true;
        }
      }
      return false;
    } catch (Exception unreadable) { // what getKeyManagerFactory declares
      return false;
    }
  }

  private static boolean fits(X509KeyManager pairs) throws GeneralSecurityException {
    for (String type : new String[] {"RSA", "EC", "EdDSA"}) {
      String[] names = pairs.getServerAliases(type, null);
      if (names != null && names.length > 0) {
        return made(
            pairs.getPrivateKey(names[0]), pairs.getCertificateChain(names[0])[0].getPublicKey());
      }
    }
    return false;
  }

  private static boolean made(PrivateKey ours, PublicKey shown) throws GeneralSecurityException {
    String algorithm =
        switch (ours.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> ours.getAlgorithm();
        };
    var signature = Signature.getInstance(algorithm);
    signature.initSign(ours);
    signature.update(ANYTHING);
    byte[] made = signature.sign();
    signature.initVerify(shown);
    signature.update(ANYTHING);
    return signature.verify(made);
  }
}
