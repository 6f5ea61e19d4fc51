package io.plusgate.config;

/** One key that Alipay+ signs with; several may be valid while Alipay+ changes keys. */
public record PublicKeyConfig(String keyVersion, KeyFile file, KeyState state) {

  public PublicKeyConfig {
    Checks.of("publicKeys")
        .that(KeyVersions.fits(keyVersion), "keyVersion", keyVersion, KeyVersions.EXPECTED)
        .done();
  }

  /** One that is in use. */
  public PublicKeyConfig(String keyVersion, KeyFile file) {
    this(keyVersion, file, KeyState.ACTIVE);
  }

  public boolean isBelieved() {
    return state != KeyState.REVOKED;
  }
}
