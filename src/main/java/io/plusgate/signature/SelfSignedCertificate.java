package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A TLS certificate that vouches for itself, with its key: for the demo's listener and for tests,
 * never for production.
 */
public final class SelfSignedCertificate {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final byte[] certificatePem;
  private final byte[] privateKeyPem;

  private SelfSignedCertificate(byte[] certificatePem, byte[] privateKeyPem) {
    this.certificatePem = certificatePem;
    this.privateKeyPem = privateKeyPem;
  }

  /**
   * A certificate for these DNS names and IP addresses, of which the first is the subject, valid
   * from one day before {@code now} so that clocks may differ.
   */
  public static SelfSignedCertificate of(List<String> names, Instant now, Duration validity) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      X500Name subject = subject(names.get(0));
      var builder =
          new JcaX509v3CertificateBuilder(
              subject,
              new BigInteger(128, new SecureRandom()),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(validity)),
              subject,
              pair.getPublic());
      builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
      byte[] certificate = builder.build(signer).getEncoded();
      return new SelfSignedCertificate(
          RsaKeyPairs.pem("CERTIFICATE", certificate).getBytes(US_ASCII),
          RsaKeyPairs.pem(pair.getPrivate()).getBytes(US_ASCII));
    } catch (GeneralSecurityException | OperatorCreationException | IOException broken) {
      throw new IllegalStateException("self-signed certificate: " + broken.getMessage(), broken);
    }
  }

  public byte[] certificatePem() {
    return certificatePem.clone();
  }

  /** PKCS#8; belongs into a file that only its owner may read. */
  public byte[] privateKeyPem() {
    return privateKeyPem.clone();
  }

  private static X500Name subject(String name) {
    return new X500NameBuilder().addRDN(BCStyle.CN, name).build();
  }

  private static GeneralNames alternatives(List<String> names) {
    return new GeneralNames(
        names.stream().map(SelfSignedCertificate::alternative).toArray(GeneralName[]::new));
  }

  private static GeneralName alternative(String name) {
    boolean address = ADDRESS.matcher(name).matches();
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }
}
