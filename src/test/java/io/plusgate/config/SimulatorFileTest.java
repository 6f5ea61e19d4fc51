package io.plusgate.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator's own file. */
class SimulatorFileTest {
  private static final String CLIENT =
      """
      clients:
        - clientId: SANDBOX_1
          role: ACQP
          partnerPublicKey: certs/partner-public.pem
          alipayPlusPrivateKey: certs/simulator-private.pem
      """;

  @TempDir private Path temporary;

  @Test
  void needsNothingButAClient() {
    var file = ConfigFolder.loaded(read(CLIENT));

    assertThat(file)
        .isEqualTo(
            new SimulatorFile(
                "127.0.0.1",
                7070,
                7071,
                1,
                1,
                Optional.empty(),
                SimulatorChoices.defaults(),
                List.of(
                    new SimulatorFile.Client(
                        "SANDBOX_1",
                        Role.ACQP,
                        Optional.empty(),
                        key("partner-public.pem"),
                        key("simulator-private.pem"),
                        "1",
                        Optional.empty(),
                        Optional.empty()))));
  }

  @Test
  void mapsEveryKey() {
    var file =
        ConfigFolder.loaded(
            read(
                """
                host: 127.0.0.2
                port: 0
                controlPort: 0
                timeFactor: 60
                seed: 7
                trustedCertificate: certs/server.crt
                choices:
                  refuseBadBodies: false
                  exchangesKept: 5
                  codes: { paidAfter: 0s, orderCodePrefix: "https://codes.invalid/" }
                  money: { payToCurrency: KRW, payToPrice: "0.5" }
                  waits: { resend: [], inquiries: [1s] }
                  disputes: { refusalCode: ACCESS_DENIED }
                """
                    + CLIENT
                    + "    keyVersion: 3\n"
                    + "    participantId: 1022188000000000001\n"
                    + "    notifyUrl: https://127.0.0.1:8443/n\n"));

    assertThat(file.host()).isEqualTo("127.0.0.2");
    assertThat(file.port()).isZero();
    assertThat(file.controlPort()).isZero();
    assertThat(file.timeFactor()).isEqualTo(60);
    assertThat(file.seed()).isEqualTo(7);
    assertThat(file.trustedCertificate()).contains(key("server.crt"));
    assertThat(file.choices().refuseBadBodies()).isFalse();
    assertThat(file.choices().exchangesKept()).isEqualTo(5);
    assertThat(file.choices().codes().paidAfter()).isZero();
    assertThat(file.choices().codes().orderCodePrefix()).isEqualTo("https://codes.invalid/");
    assertThat(file.choices().money())
        .isEqualTo(new SimulatorChoices.Money("1.35", Optional.of("KRW"), "0.5"));
    assertThat(file.choices().waits().resend()).isEmpty();
    assertThat(file.choices().waits().inquiries()).containsExactly(Duration.ofSeconds(1));
    assertThat(file.choices().disputes().refusalCode()).isEqualTo("ACCESS_DENIED");
    assertThat(file.clients().get(0).keyVersion()).isEqualTo("3");
    assertThat(file.clients().get(0).participantId()).contains("1022188000000000001");
    assertThat(file.clients().get(0).notifyUrl()).contains(URI.create("https://127.0.0.1:8443/n"));
  }

  @Test
  void saysEverythingThatIsWrong() {
    var problems =
        ConfigFolder.problems(
            read(
                """
                port: 99999
                timefactor: 2
                choices: { codes: { paymentCodes: "(" }, money: { quotePrice: much } }
                clients:
                  - { clientId: A, role: ACQP, partnerPublicKey: certs/nowhere.pem }
                  - clientId: B
                    role: MPP
                    partnerPublicKey: certs/server.crt
                    alipayPlusPrivateKey: certs/server.key
                    notifyUrl: https://b/n
                """));

    assertThat(problems)
        .containsExactly(
            "port: 99999 (expected: 0 to 65535) [line 1]",
            "timefactor: unknown key (did you mean: timeFactor) [line 2]",
            "choices.codes.paymentCodes: ( (expected: a regular expression) [line 3]",
            "choices.money.quotePrice: much (expected: a price such as 1.35) [line 3]",
            "clients[0].partnerPublicKey: certs/nowhere.pem"
                + " (expected: a file; there is none at %s/certs/nowhere.pem) [line 5]"
                    .formatted(temporary),
            "clients[0].alipayPlusPrivateKey: missing (expected: a path) [line 5]",
            "clients[1].notifyUrl: is given (expected: only beside role: ACQP) [line 10]");
  }

  private ConfigResult<SimulatorFile> read(String yaml) {
    return ConfigFolder.in(temporary)
        .write("simulator.yaml", yaml, "rw-------")
        .reader()
        .simulator(Path.of("simulator.yaml"));
  }

  private KeyFile key(String name) {
    return new KeyFile(
        temporary.resolve("certs/" + name), ("what " + name + " holds").getBytes(UTF_8));
  }
}
