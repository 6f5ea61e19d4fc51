package io.plusgate.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key of the three sides reaches its record. */
class ListenersMappingTest {
  private final Path temporary;
  private final ConfigFolder folder;

  ListenersMappingTest(@TempDir Path temporary) {
    this.temporary = temporary;
    folder = ConfigFolder.in(temporary);
  }

  @Test
  void mapsTheListeners() throws Unusable {
    String listeners =
        """
        listeners:
          backend:
            host: 10.0.0.7
            port: 0
            tls: { certificate: certs/backend-side.crt, privateKey: certs/backend-side.key }
            token: { file: certs/backend-token }
          admin:
            host: "::1"
            port: 0
            tls:
              certificate: certs/admin.crt
              privateKey: certs/admin.key
              clientCertificates: certs/operators-ca.pem
          alipayPlus:
            host: 192.0.2.1
            port: 443
            allowFrom: [ 203.0.113.0/24, "2001:db8::1" ]
        """;

    var config = folder.loaded(Yaml.with("listeners:\n  alipayPlus:\n", listeners));

    var backendTls =
        new TlsConfig(key("backend-side.crt"), key("backend-side.key"), Optional.empty());
    var adminTls =
        new TlsConfig(key("admin.crt"), key("admin.key"), Optional.of(key("operators-ca.pem")));
    var outerTls = new TlsConfig(key("server.crt"), key("server.key"), Optional.empty());
    assertThat(config.listeners())
        .isEqualTo(
            new ListenersConfig(
                new ListenerConfig(
                    "10.0.0.7",
                    0,
                    Optional.of(backendTls),
                    false,
                    Optional.of(secret("backend-token")),
                    List.of()),
                new ListenerConfig(
                    "192.0.2.1",
                    443,
                    Optional.of(outerTls),
                    false,
                    Optional.empty(),
                    List.of(range("203.0.113.0/24"), range("2001:db8::1/128"))),
                new ListenerConfig(
                    "::1", 0, Optional.of(adminTls), false, Optional.empty(), List.of())));
  }

  private static AddressRange range(String text) throws Unusable {
    return AddressRange.convert(text);
  }

  private KeyFile key(String name) {
    return new KeyFile(temporary.resolve("certs/" + name), content(name));
  }

  private SecretFile secret(String name) {
    return new SecretFile(temporary.resolve("certs/" + name), content(name));
  }

  private static byte[] content(String name) {
    return ("what " + name + " holds").getBytes(UTF_8);
  }
}
