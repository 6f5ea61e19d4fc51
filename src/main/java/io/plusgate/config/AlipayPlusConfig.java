package io.plusgate.config;

import static java.util.stream.Collectors.toSet;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where one client finds Alipay+ and how it knows that it is Alipay+.
 *
 * @param baseUrl host and, if Alipay+ gave one, path prefix; https unless it is this very machine
 * @param publicKeys what Alipay+ signs with, at least one
 * @param maxConnections on each event loop; with HTTP/2 each carries many calls
 * @param trustCertificates instead of the system's trust store
 */
public record AlipayPlusConfig(
    URI baseUrl,
    List<PublicKeyConfig> publicKeys,
    HttpVersion http,
    int maxConnections,
    Optional<KeyFile> trustCertificates) {

  public static final HttpVersion DEFAULT_HTTP = HttpVersion.HTTP_1_1;
  public static final int DEFAULT_MAX_CONNECTIONS = 64;

  public AlipayPlusConfig {
    publicKeys = List.copyOf(publicKeys);
    var versions = publicKeys.stream().map(PublicKeyConfig::keyVersion).toList();
    Checks.of("alipayPlus")
        .baseUrl("baseUrl", baseUrl, false)
        .that(!publicKeys.isEmpty(), "publicKeys", "[]", "at least one key of Alipay+")
        .that(
            publicKeys.isEmpty() || publicKeys.stream().anyMatch(PublicKeyConfig::isBelieved),
            "publicKeys",
            "all revoked",
            "at least one key of Alipay+ that is not revoked")
        .that(
            versions.stream().collect(toSet()).size() == versions.size(),
            "publicKeys",
            "keyVersions " + versions,
            "each keyVersion once")
        .between("maxConnections", maxConnections, 1, 10_000)
        .done();
  }

  /** One host, one key, everything else as by default. */
  public static AlipayPlusConfig of(URI baseUrl, PublicKeyConfig publicKey) {
    return new AlipayPlusConfig(
        baseUrl, List.of(publicKey), DEFAULT_HTTP, DEFAULT_MAX_CONNECTIONS, Optional.empty());
  }
}
