package io.plusgate.signature;

import java.util.Optional;
import java.util.function.Function;

/**
 * The {@code Signature} header of one message: algorithm, the hint which key, the signature.
 *
 * <p>Read by a strict grammar, because a header that two readers understand differently is a hole;
 * yet every text form of the signature that was ever seen from Alipay+ is read.
 */
public final class SignatureHeader {
  /** The only algorithm: SHA256withRSA, PKCS#1 v1.5. */
  public static final String ALGORITHM = "RSA256";

  private final String algorithm;
  private final Optional<String> keyVersion;
  private final byte[] signature;

  SignatureHeader(String algorithm, Optional<String> keyVersion, byte[] signature) {
    this.algorithm = algorithm;
    this.keyVersion = keyVersion;
    this.signature = signature.clone();
  }

  /** What a header value says: one signature, or the first rule that it breaks. */
  public sealed interface Parsed {
    <R> R match(Function<Accepted, R> accepted, Function<Refused, R> refused);
  }

  /** A header of the documented shape; whether its signature is right is not known yet. */
  public record Accepted(SignatureHeader header) implements Parsed {
    @Override
    public <R> R match(Function<Accepted, R> accepted, Function<Refused, R> refused) {
      return accepted.apply(this);
    }
  }

  /** A header that cannot carry a signature, whatever the key. */
  public record Refused(RejectReason reason) implements Parsed {
    @Override
    public <R> R match(Function<Accepted, R> accepted, Function<Refused, R> refused) {
      return refused.apply(this);
    }
  }

  /** Any string in, a verdict out. */
  public static Parsed parse(String raw) {
    return new SignatureHeaderParser(raw).parse();
  }

  /** The header value that we send: these three pairs in this order, without blanks. */
  public static String format(String keyVersion, byte[] signature, SignatureForm form) {
    // The official Java SDK takes the third item: nothing may stand before, between or after.
    return "algorithm="
        + ALGORITHM
        + ",keyVersion="
        + keyVersion
        + ",signature="
        + form.write(signature);
  }

  public String algorithm() {
    return algorithm;
  }

  /** Only a hint: its meaning is not documented, and samples show 0 and 1. */
  public Optional<String> keyVersion() {
    return keyVersion;
  }

  public byte[] signature() {
    return signature.clone();
  }

  @Override
  public String toString() {
    return "SignatureHeader[keyVersion=" + keyVersion.orElse("") + "]";
  }
}
