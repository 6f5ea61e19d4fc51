package io.plusgate.config;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads {@code clients}: who we are towards Alipay+. */
final class ClientsSection {
  private static final URI LOOPBACK = URI.create("https://127.0.0.1");

  private ClientsSection() {}

  static List<ClientConfig> read(Section top) {
    return top.sections("clients", true).stream().map(ClientsSection::client).toList();
  }

  private static ClientConfig client(Section section) {
    var clientId = section.text("clientId");
    var environment = section.choice("environment", Environment.values());
    var partnerId = section.text("partnerId");
    var privateKey = section.privateKey("privateKey");
    var password = section.secretFile("privateKeyPasswordFile");
    var keyVersion = section.text("keyVersion", ClientConfig.DEFAULT_KEY_VERSION);
    var agentToken = section.secret("agentToken");
    var form =
        section.choice(
            "signatureForm", SignatureForm.values(), ClientConfig.DEFAULT_SIGNATURE_FORM);
    var timePattern = section.optionalText("timePattern");
    var alipayPlus = alipayPlus(section.section("alipayPlus"));
    return section.build(
        () ->
            new ClientConfig(
                clientId,
                environment,
                partnerId,
                privateKey,
                password,
                keyVersion,
                agentToken,
                form,
                timePattern,
                alipayPlus),
        () -> standIn(clientId, privateKey, alipayPlus));
  }

  private static AlipayPlusConfig alipayPlus(Section section) {
    var baseUrl = section.url("baseUrl", LOOPBACK);
    var keys = section.sections("publicKeys", true).stream().map(ClientsSection::key).toList();
    var http = section.choice("httpVersion", HttpVersion.values(), AlipayPlusConfig.DEFAULT_HTTP);
    var connections = section.number("maxConnections", AlipayPlusConfig.DEFAULT_MAX_CONNECTIONS);
    var trust = section.optionalCertificate("trustCertificates");
    var notifyHosts = section.texts("notifyHosts");
    return section.build(
        () -> new AlipayPlusConfig(baseUrl, keys, http, connections, trust, notifyHosts),
        () -> standIn(keys));
  }

  private static PublicKeyConfig key(Section section) {
    var keyVersion = section.text("keyVersion", KeyVersions.DEFAULT);
    var file = section.certificate("file");
    var state = section.choice("state", KeyState.values(), KeyState.ACTIVE);
    return section.build(
        () -> new PublicKeyConfig(keyVersion, file, state),
        () -> new PublicKeyConfig(KeyVersions.DEFAULT, file));
  }

  // Stand-ins keep what the checks between clients look at: the id and the keys.
  private static ClientConfig standIn(
      String clientId, KeyFile privateKey, AlipayPlusConfig alipayPlus) {
    String id = clientId.matches("[!-~]{1,128}") ? clientId : "unknown";
    return ClientConfig.of(id, Environment.SANDBOX, "unknown", privateKey, alipayPlus);
  }

  private static AlipayPlusConfig standIn(List<PublicKeyConfig> keys) {
    var versions = new HashSet<String>();
    var distinct =
        keys.stream()
            .filter(key -> versions.add(key.keyVersion()))
            .map(key -> new PublicKeyConfig(key.keyVersion(), key.file()))
            .toList();
    var none = new PublicKeyConfig(KeyVersions.DEFAULT, Section.NO_KEY);
    return new AlipayPlusConfig(
        LOOPBACK,
        distinct.isEmpty() ? List.of(none) : distinct,
        AlipayPlusConfig.DEFAULT_HTTP,
        AlipayPlusConfig.DEFAULT_MAX_CONNECTIONS,
        Optional.empty(),
        List.of());
  }
}
