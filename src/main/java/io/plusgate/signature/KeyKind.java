package io.plusgate.signature;

/** What a piece of DER turns out to be, in the words that a person would use. */
enum KeyKind {
  PKCS8("PKCS#8", "a private key"),
  ENCRYPTED_PKCS8("encrypted PKCS#8", "an encrypted private key"),
  PKCS1("PKCS#1", "a private key"),
  ENCRYPTED_PKCS1("encrypted PKCS#1", "an encrypted private key"),
  PKCS12("PKCS#12", "a PKCS#12 key store"),
  SPKI("SubjectPublicKeyInfo", "a public key"),
  PKCS1_PUBLIC("PKCS#1 public", "a public key"),
  CERTIFICATE("X.509 certificate", "an X.509 certificate"),
  CERTIFICATE_REQUEST("certificate request", "a certificate request"),
  EC_PRIVATE("SEC1", "an EC private key"),
  DSA_PRIVATE("DSA", "a DSA private key"),
  OPENSSH("OpenSSH", "an OpenSSH private key (ssh-keygen -p -m PKCS8 -f FILE converts it)"),
  UNKNOWN("unknown", "DER that is neither a key nor a certificate");

  private final String form;
  private final String noun;

  KeyKind(String form, String noun) {
    this.form = form;
    this.noun = noun;
  }

  String form() {
    return form;
  }

  String noun() {
    return noun;
  }

  boolean holdsPrivateKey() {
    return switch (this) {
      case PKCS8, ENCRYPTED_PKCS8, PKCS1, ENCRYPTED_PKCS1, PKCS12 -> true;
      case SPKI, PKCS1_PUBLIC, CERTIFICATE, CERTIFICATE_REQUEST -> false;
      case EC_PRIVATE, DSA_PRIVATE, OPENSSH, UNKNOWN -> false;
    };
  }

  boolean holdsPublicKey() {
    return switch (this) {
      case SPKI, PKCS1_PUBLIC, CERTIFICATE -> true;
      case PKCS8, ENCRYPTED_PKCS8, PKCS1, ENCRYPTED_PKCS1, PKCS12 -> false;
      case CERTIFICATE_REQUEST, EC_PRIVATE, DSA_PRIVATE, OPENSSH, UNKNOWN -> false;
    };
  }
}
