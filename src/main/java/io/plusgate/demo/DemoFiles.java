package io.plusgate.demo;

import io.plusgate.protocol.Role;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.SelfSignedCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The demo's keys, certificate and configurations, as files: what a real set-up has, made in a
 * second.
 */
final class DemoFiles {
  private static final Duration A_SEASON = Duration.ofDays(90);

  private final Path folder;
  private final KeyPair partner = RsaKeyPairs.generate(2048);
  private final KeyPair alipayPlus = RsaKeyPairs.generate(2048);

  private final String sections;

  private DemoFiles(Path folder, String sections) {
    this.folder = folder;
    this.sections = sections;
  }

  /** Below {@code certs/} where there is one, so that people can look at them. */
  private static Path folderForKeys() throws IOException {
    Path certs = Path.of("certs");
    return Files.isDirectory(certs) && Files.isWritable(certs)
        ? Files.createDirectories(certs.resolve("demo")).toAbsolutePath()
        : Files.createTempDirectory("plusgate-demo-");
  }

  /** Writes keys and a self-signed certificate for 127.0.0.1, new ones at each start. */
  static DemoFiles write(String sections) throws IOException {
    var files = new DemoFiles(folderForKeys(), sections);
    var tls = SelfSignedCertificate.of(List.of("localhost", "127.0.0.1"), Instant.now(), A_SEASON);
    files.secret("partner-private.pem", RsaKeyPairs.pem(files.partner.getPrivate()));
    files.write("alipayplus-public.pem", RsaKeyPairs.pem(files.alipayPlus.getPublic()));
    files.write("server.crt", new String(tls.certificatePem(), StandardCharsets.US_ASCII));
    files.secret("server.key", new String(tls.privateKeyPem(), StandardCharsets.US_ASCII));
    return files;
  }

  KeyPair partner() {
    return partner;
  }

  KeyPair alipayPlus() {
    return alipayPlus;
  }

  Path certificate() {
    return folder.resolve("server.crt");
  }

  Path folder() {
    return folder;
  }

  /** Writes the configuration of one gateway, and gives the name of its file. */
  String gateway(Role role, String clientId, String alipayPlusUrl, String backendUrl)
      throws IOException {
    String name = "gateway-" + role + ".yaml";
    write(name, yaml(role, clientId, alipayPlusUrl, backendUrl, newStore()) + sections);
    return name;
  }

  private static String yaml(
      Role role, String clientId, String alipayPlusUrl, String backendUrl, Path data) {
    return String.join(
        "\n",
        "role: " + role,
        "clients:",
        "  - clientId: " + clientId,
        "    environment: sandbox",
        "    partnerId: \"1022188000000000001\"",
        "    privateKey: partner-private.pem",
        "    keyVersion: 1",
        "    alipayPlus:",
        "      baseUrl: " + alipayPlusUrl,
        "      publicKeys: [ { keyVersion: 1, file: alipayplus-public.pem } ]",
        "listeners:",
        "  backend: { host: 127.0.0.1, port: 0 }",
        "  alipayPlus:",
        "    { host: 127.0.0.1, port: 0,",
        "      tls: { certificate: server.crt, privateKey: server.key } }",
        "  admin: { host: 127.0.0.1, port: 0 }",
        "backend:",
        "  baseUrl: " + backendUrl,
        "  routes:",
        routes(role),
        "store: { type: embedded, path: " + data + " }",
        "");
  }

  /** A new one each time: the ids of the tour are the same, and a store forgets none. */
  private static Path newStore() throws IOException {
    return Files.createTempDirectory("plusgate-demo-store-");
  }

  private static String routes(Role role) {
    return switch (role) {
      case ACQP ->
          "    - { path: /alipayplus/notifyPayment, api: notifyPayment, to: /notifyPayment }";
      case MPP ->
          String.join(
              "\n",
              "    - { path: /alipayplus/pay, api: pay, to: /pay }",
              "    - { path: /alipayplus/inquiryPayment, api: inquiryPayment, to: /inquiryPayment"
                  + " }",
              "    - { path: /alipayplus/cancelPayment, api: cancelPayment, to: /cancelPayment }",
              "    - { path: /alipayplus/refund, api: refund, to: /refund }",
              "    - { path: /alipayplus/applyToken, api: applyToken, to: /applyToken }");
    };
  }

  private void secret(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
