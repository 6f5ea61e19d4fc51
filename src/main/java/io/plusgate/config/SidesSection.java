package io.plusgate.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads {@code listeners} and {@code backend}: where calls come from and where they go. */
final class SidesSection {
  private static final URI LOOPBACK = URI.create("http://127.0.0.1");

  private SidesSection() {}

  static ListenersConfig listeners(Section section) {
    var backend = ListenersConfig.DEFAULT_BACKEND;
    var admin = ListenersConfig.DEFAULT_ADMIN;
    var ours = inner(section.section("backend"), backend);
    var alipayPlus = outer(section.section("alipayPlus"));
    var operators = inner(section.section("admin"), admin);
    return section.build(
        () -> new ListenersConfig(ours, alipayPlus, operators),
        () -> new ListenersConfig(backend, standIn(), admin));
  }

  private static ListenerConfig inner(Section section, ListenerConfig otherwise) {
    var host = section.text("host", otherwise.host());
    var port = section.number("port", otherwise.port());
    var tls = tls(section);
    var token = section.secret("token");
    return section.build(
        () -> new ListenerConfig(host, port, tls, false, token, List.of()), SidesSection::standIn);
  }

  private static ListenerConfig outer(Section section) {
    var host = section.text("host", ListenersConfig.DEFAULT_ALIPAY_PLUS_HOST);
    var port = section.number("port", ListenersConfig.DEFAULT_ALIPAY_PLUS_PORT);
    var tls = tls(section);
    var insecure = section.yesNo("insecure", false);
    var allowFrom = section.addresses("allowFrom");
    return section.build(
        () -> new ListenerConfig(host, port, tls, insecure, Optional.empty(), allowFrom),
        SidesSection::standIn);
  }

  private static Optional<TlsConfig> tls(Section listener) {
    return listener.optionalSection("tls").map(SidesSection::tlsConfig);
  }

  private static TlsConfig tlsConfig(Section section) {
    var certificate = section.certificate("certificate");
    var privateKey = section.privateKey("privateKey");
    var clients = section.optionalCertificate("clientCertificates");
    section.finish();
    return new TlsConfig(certificate, privateKey, clients);
  }

  // Fits wherever a listener is due, so that nothing else complains about it.
  private static ListenerConfig standIn() {
    return new ListenerConfig("127.0.0.1", 0, Optional.empty(), true, Optional.empty(), List.of());
  }

  /** The routes are read first, because they are also checked against the role. */
  static BackendConfig backend(Section section, List<RouteConfig> routes) {
    var baseUrl = section.url("baseUrl", LOOPBACK);
    var connections = section.number("maxConnections", BackendConfig.DEFAULT_MAX_CONNECTIONS);
    var secret = section.secret("webhookSecret");
    return section.build(
        () -> new BackendConfig(baseUrl, routes, connections, secret),
        () -> BackendConfig.of(LOOPBACK, List.of()));
  }

  static List<RouteConfig> routes(Section backend) {
    return backend.sections("routes", false).stream().map(SidesSection::route).toList();
  }

  private static RouteConfig route(Section section) {
    var path = section.text("path");
    var api = section.text("api");
    var to = section.text("to");
    var signedPath = section.optionalText("signedPath");
    var clientId = section.optionalText("clientId");
    return section.build(
        () -> new RouteConfig(path, api, to, signedPath, clientId),
        () -> new RouteConfig("/", api, "/", Optional.empty(), clientId));
  }
}
