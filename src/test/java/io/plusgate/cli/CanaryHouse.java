package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.app.ConfigSource;
import io.plusgate.config.ConfigReader;
import io.plusgate.config.GatewayConfig;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.SelfSignedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A configuration with a secret in every place that takes one, each of them recognisable. */
final class CanaryHouse {
  private static final String YAML =
      """
      role: ACQP
      clients:
        - clientId: SANDBOX_1
          environment: sandbox
          partnerId: "1022188000000000001"
          privateKey: partner.pem
          agentToken: { file: agent-token }
          alipayPlus:
            baseUrl: ALIPAYPLUS
            publicKeys: [ { file: alipayplus.pem } ]
      listeners:
        backend: { port: 0, token: { file: backend-token } }
        alipayPlus:
          host: 127.0.0.1
          port: 0
          tls: { certificate: alipayplus.crt, privateKey: alipayplus.key }
        admin: { port: 0, token: { file: admin-token } }
      backend:
        baseUrl: BACKEND
        webhookSecret: { file: webhook-secret }
        routes:
          - { path: /notify, api: notifyPayment, to: /notify }
      store: { type: embedded, path: data }
      log: { level: debug }
      """;

  /** More than enough to tell that it is ours. */
  private static final int PIECE = 24;

  private final Path folder;
  private final List<String> canaries = new ArrayList<>();

  CanaryHouse(Path folder) throws IOException {
    this.folder = folder;
    for (String name : List.of("agent-token", "backend-token", "admin-token", "password")) {
      canaries.add(token(name));
      onlyOurs(name, token(name));
    }
    var webhook =
        Base64.getEncoder().encodeToString("canary-of-the-webhook-secret".getBytes(UTF_8));
    canaries.add(webhook);
    onlyOurs("webhook-secret", "whsec_" + webhook);
    pem("partner.pem", RsaKeyPairs.pem(RsaKeyPairs.generate(2048).getPrivate()));
    for (String side : List.of("admin", "alipayplus")) {
      var pair = SelfSignedCertificate.of(List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));
      pem(side + ".key", new String(pair.privateKeyPem(), UTF_8));
      Files.write(folder.resolve(side + ".crt"), pair.certificatePem());
    }
    Files.writeString(
        folder.resolve("alipayplus.pem"), RsaKeyPairs.pem(RsaKeyPairs.generate(2048).getPublic()));
  }

  /** What the secret file of this name holds. */
  static String token(String name) {
    return "canary-" + name + "-wyGvZ8gFq3";
  }

  /** A configuration that a gateway starts with. */
  Path file(String name, String alipayPlus, String backend, String level) {
    return write(
        name,
        YAML.replace("ALIPAYPLUS", alipayPlus)
            .replace("BACKEND", backend)
            .replace("level: debug", "level: " + level));
  }

  /** One with every kind of secret there is, to be read only. */
  Path everything() {
    return write(
        "everything.yaml",
        YAML.replace("ALIPAYPLUS", "https://open.example")
            .replace("BACKEND", "http://127.0.0.1:1")
            .replace("partner.pem", "partner.pem\n    privateKeyPasswordFile: password")
            .replace(
                "admin: { port: 0,",
                "admin: { port: 0, tls: { certificate: admin.crt, privateKey: admin.key },")
            .replace(
                "{ type: embedded, path: data }",
                "{ type: postgresql, uri: \"postgresql://u@h/x\", passwordFile: password }"));
  }

  GatewayConfig load(Path config) {
    return reader()
        .gateway(config)
        .match(
            loaded -> loaded.config(),
            refused -> {
              throw new AssertionError(refused.problems().toString());
            });
  }

  ConfigSource source(Path config) {
    return new ConfigSource(() -> reader().gateway(config), log -> {});
  }

  /** Breaks the middle of a key: who reads it may be tempted to say where. */
  void damage(String name) {
    try {
      String pem = Files.readString(folder.resolve(name));
      int middle = pem.length() / 2;
      onlyOurs(name, pem.substring(0, middle) + "*" + pem.substring(middle + 1));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void onlyOurs(String name, String text) throws IOException {
    Path secret = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
  }

  void assertClean(String text) {
    for (String canary : canaries) {
      assertThat(text.contains(canary)).as("tells " + canary.substring(0, 12) + "…").isFalse();
    }
  }

  /** Each line of it that is not the same for every key. */
  private void pem(String name, String pem) throws IOException {
    pem.lines()
        .filter(line -> !line.startsWith("-") && line.length() > PIECE)
        .skip(2)
        .forEach(line -> canaries.add(line.substring(0, PIECE)));
    onlyOurs(name, pem);
  }

  /** With absolute paths: a command reads it from wherever it runs. */
  private Path write(String name, String text) {
    try {
      String absolute =
          text.replaceAll(
              "((?:file|privateKey|certificate|path|passwordFile|PasswordFile): )(\\w)",
              "$1" + folder + "/$2");
      return Files.writeString(folder.resolve(name), absolute);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private ConfigReader reader() {
    return new ConfigReader(Map.of(), folder);
  }
}
