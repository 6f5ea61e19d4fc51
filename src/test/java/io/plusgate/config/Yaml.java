package io.plusgate.config;

/** The shortest configurations that load, to be spoilt by tests. */
final class Yaml {
  static final String SMALLEST =
      """
      role: ACQP
      clients:
        - clientId: SANDBOX_1
          environment: sandbox
          partnerId: "1022188000000000001"
          privateKey: certs/partner-private.pem
          alipayPlus:
            baseUrl: https://open-sea-global.alipayplus.com
            publicKeys: [{ file: certs/alipayplus-public.pem }]
      listeners:
        alipayPlus:
          tls: { certificate: certs/server.crt, privateKey: certs/server.key }
      backend:
        baseUrl: http://127.0.0.1:9000
        routes:
          - { path: /a/notifyPayment, api: notifyPayment, to: /notifyPayment }
      """;

  private Yaml() {}

  /** The smallest configuration with one text replaced by another. */
  static String with(String found, String instead) {
    if (!SMALLEST.contains(found)) {
      throw new IllegalArgumentException(found + " (expected: a part of the configuration)");
    }
    return SMALLEST.replace(found, instead);
  }

  /** The smallest configuration with more below it. */
  static String plus(String more) {
    return SMALLEST + more;
  }
}
