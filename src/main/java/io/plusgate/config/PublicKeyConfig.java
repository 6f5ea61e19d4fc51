package io.plusgate.config;

/** One key that Alipay+ signs with; several may be valid while Alipay+ changes keys. */
public record PublicKeyConfig(String keyVersion, KeyFile file) {

  public PublicKeyConfig {
    Checks.of("publicKeys")
        .that(KeyVersions.fits(keyVersion), "keyVersion", keyVersion, KeyVersions.EXPECTED)
        .done();
  }
}
