package io.plusgate.signature;

import java.util.function.Function;

/** Whether a message really comes from the holder of the key; nothing else may be concluded. */
public sealed interface Verification {
  <R> R match(Function<Verified, R> verified, Function<Rejected, R> rejected);

  /** A key of the ring made this signature over exactly these bytes; only the verifier says so. */
  final class Verified implements Verification {
    private final String keyVersion;
    private final String fingerprint;

    Verified(String keyVersion, String fingerprint) {
      this.keyVersion = keyVersion;
      this.fingerprint = fingerprint;
    }

    /** Of the key that fitted. */
    public String fingerprint() {
      return fingerprint;
    }

    /** The configured version of the key that fitted, whatever the header's hint was. */
    public String keyVersion() {
      return keyVersion;
    }

    @Override
    public <R> R match(Function<Verified, R> verified, Function<Rejected, R> rejected) {
      return verified.apply(this);
    }

    @Override
    public String toString() {
      return "Verified[keyVersion=" + keyVersion + "]";
    }
  }

  /** The message proves nothing about its sender. */
  record Rejected(RejectReason reason) implements Verification {
    @Override
    public <R> R match(Function<Verified, R> verified, Function<Rejected, R> rejected) {
      return rejected.apply(this);
    }
  }
}
