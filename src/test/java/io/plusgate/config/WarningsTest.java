package io.plusgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What loads, and is said all the same. */
class WarningsTest {
  @TempDir private Path temporary;

  @ParameterizedTest
  @MethodSource("doubtful")
  void warnsWithAReason(String removed, String added, String warning) {
    String yaml = Yaml.with(removed, added);

    var result = ConfigFolder.in(temporary).gateway(yaml);

    assertThat(ConfigFolder.warnings(result)).containsExactly(warning);
  }

  @Test
  void warnsOfAStoreThatOthersCanLookInto() {
    var folder = ConfigFolder.in(temporary).write("data/x", "", "rw-------");

    folder.mode("data", "rwxr-x--x");
    assertThat(ConfigFolder.warnings(folder.gateway(Yaml.plus("store: { path: data }\n"))))
        .containsExactly(
            "store.path: everybody on this machine can look into the folder; only the gateway has"
                + " to (chmod 700) [line 17]");

    folder.mode("data", "rwxr-x---");
    assertThat(ConfigFolder.warnings(folder.gateway(Yaml.SMALLEST))).isEmpty();
  }

  static Stream<Arguments> doubtful() {
    return Stream.of(
        Arguments.of(
            "clientId: SANDBOX_1",
            "clientId: 5YC47N2ZQHJ004124",
            "clients[0].clientId: 5YC47N2ZQHJ004124 does not start with SANDBOX_,"
                + " but its environment is sandbox [line 3]"),
        Arguments.of(
            "clientId: SANDBOX_1\n    environment: sandbox\n"
                + "    partnerId: \"1022188000000000001\"\n"
                + "    privateKey: certs/partner-private.pem\n    alipayPlus:\n"
                + "      baseUrl: https://open-sea-global.alipayplus.com",
            "clientId: LIVE_1\n    environment: production\n    partnerId: p\n"
                + "    privateKey: certs/partner-private.pem\n    alipayPlus:\n"
                + "      baseUrl: http://127.0.0.1:7070",
            "clients[0].alipayPlus.baseUrl: http://127.0.0.1:7070 is this very machine,"
                + " but LIVE_1 is a production client [line 8]"),
        Arguments.of(
            "tls: { certificate: certs/server.crt, privateKey: certs/server.key }",
            "insecure: true",
            "listeners.alipayPlus.insecure: plain HTTP on 0.0.0.0;"
                + " TLS has to end in front of the gateway [line 12]"),
        Arguments.of(
            "listeners:",
            "listeners:\n  admin: { host: 10.0.0.1, token: { file: certs/admin-token } }",
            "listeners.admin.token: travels in clear beyond loopback;"
                + " give the listener tls [line 11]"),
        Arguments.of(
            "api: notifyPayment",
            "api: userInitiatedPay",
            "backend.routes: none has api: notifyPayment;"
                + " payment results have nowhere to go [line 15]"),
        Arguments.of(
            "listeners:",
            "store: { type: postgresql, uri: \"postgresql://u@db/x\", tls: off }\nlisteners:",
            "store.tls: off; payments travel in clear to the database [line 10]"),
        Arguments.of(
            "listeners:",
            "inquiry: { schedules: { Ordercode: { gaps: [5s] } } }\nlisteners:",
            "inquiry.schedules.Ordercode: used for payments with inStorePaymentScenario Ordercode"
                + " only; did you mean: OrderCode [line 10]"),
        Arguments.of(
            "listeners:",
            "deadlines: { notifyPayment: 6s, pay: 12s }\nlisteners:",
            "deadlines.notifyPayment: 6s is longer than the 5s that Alipay+ waits for us"
                + " [line 10]"));
  }
}
