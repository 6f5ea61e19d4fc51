package io.plusgate.config;

import java.util.List;
import java.util.Optional;

/**
 * One address that we listen on.
 *
 * @param port 0 takes any free one
 * @param insecure the operator's word that plain HTTP beyond loopback is meant (TLS ends elsewhere)
 * @param token what callers must send as {@code Authorization: Bearer …}
 * @param allowFrom the only addresses that may call; empty when any may
 */
public record ListenerConfig(
    String host,
    int port,
    Optional<TlsConfig> tls,
    boolean insecure,
    Optional<SecretFile> token,
    List<AddressRange> allowFrom) {

  public ListenerConfig {
    allowFrom = List.copyOf(allowFrom);
    Checks.of("listener")
        .that(
            !host.isBlank() && host.chars().allMatch(c -> c > ' ' && c < 127 && c != '/'),
            "host",
            host,
            "a host name or an IP address")
        .between("port", port, 0, 65_535)
        .that(
            !insecure || tls.isEmpty(),
            "insecure",
            insecure,
            "no insecure: true beside tls; remove one of them")
        .that(
            token.isEmpty() || token.get().text().length() >= 16,
            "token",
            token.map(SecretFile::toString).orElse("none"),
            "a file with a token of at least 16 characters")
        .done();
  }

  /** Plain HTTP without a token. */
  public static ListenerConfig plain(String host, int port) {
    return new ListenerConfig(host, port, Optional.empty(), false, Optional.empty(), List.of());
  }

  public boolean loopback() {
    return Loopback.is(host);
  }

  /** Whether a caller at this address may call; what has no numeric address may not. */
  public boolean letsIn(Optional<IpAddress> address) {
    return allowFrom.isEmpty()
        || address
            .filter(one -> allowFrom.stream().anyMatch(range -> range.contains(one)))
            .isPresent();
  }

  /** Whether a caller has to prove who it is. */
  public boolean guarded() {
    return token.isPresent() || tls.flatMap(TlsConfig::clientCertificates).isPresent();
  }
}
