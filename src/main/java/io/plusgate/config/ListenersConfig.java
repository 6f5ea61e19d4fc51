package io.plusgate.config;

/** The three sides that can call us; nothing of one side is reachable from another. */
public record ListenersConfig(
    ListenerConfig backend, ListenerConfig alipayPlus, ListenerConfig admin) {

  public static final ListenerConfig DEFAULT_BACKEND = ListenerConfig.plain("127.0.0.1", 8080);
  public static final ListenerConfig DEFAULT_ADMIN = ListenerConfig.plain("127.0.0.1", 9090);
  public static final String DEFAULT_ALIPAY_PLUS_HOST = "0.0.0.0";
  public static final int DEFAULT_ALIPAY_PLUS_PORT = 8443;

  private static final String NEEDS_GUARD =
      "a loopback host, or a token or tls.clientCertificates beside it";

  public ListenersConfig {
    Checks.of("listeners")
        .that(backend.loopback() || backend.guarded(), "backend.host", backend.host(), NEEDS_GUARD)
        .that(admin.loopback() || admin.guarded(), "admin.host", admin.host(), NEEDS_GUARD)
        .that(
            alipayPlus.tls().isPresent() || alipayPlus.insecure(),
            "alipayPlus.tls",
            "none",
            "certificate and privateKey, or insecure: true where TLS ends in front of us")
        .that(apart(backend, alipayPlus), "alipayPlus.port", alipayPlus.port(), "not the backend's")
        .that(apart(backend, admin), "admin.port", admin.port(), "not the backend's")
        .that(apart(alipayPlus, admin), "admin.port", admin.port(), "not alipayPlus's")
        .done();
  }

  private static boolean apart(ListenerConfig one, ListenerConfig other) {
    return one.port() == 0 || one.port() != other.port();
  }
}
