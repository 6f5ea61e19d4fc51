package io.plusgate.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader makes of files, the environment, and whatever else it is given. */
class ConfigReaderTest {
  private static final Path FILE = Path.of("gateway.yaml");

  private final Path temporary;
  private final ConfigFolder folder;

  ConfigReaderTest(@TempDir Path temporary) {
    this.temporary = temporary;
    folder = ConfigFolder.in(temporary);
  }

  @Test
  void saysEverythingThatIsWrongInOneReport() {
    String yaml =
        """
        rle: ACQP
        role: MPP
        clients:
          - clientId: SANDBOX_1
            environment: production
            partnerId: p
            privateKey: certs/nowhere.pem
            alipayPlus: { baseUrl: "http://example.com", publicKeys: [] }
          - clientId: SANDBOX_1
            environment: sandbox
            partnerId: p
            privateKey: certs/partner-private.pem
            alipayPlus: { publicKeys: [{ file: certs/alipayplus-public.pem }] }
        listeners: { alipayPlus: { port: 70000 }, admin: { host: 0.0.0.0 } }
        backend:
          baseUrl: ftp://127.0.0.1
          routes: [{ path: /n, api: notifyPayment, to: /n }]
        delivery: { timeout: 1 }
        """;

    var problems = folder.problems(yaml);

    assertThat(problems)
        .containsExactly(
            "rle: unknown key (did you mean: role) [line 1]",
            "clients[0].environment: production"
                + " (expected: sandbox, because clientId SANDBOX_1 is one of the sandbox) [line 5]",
            "clients[0].privateKey: certs/nowhere.pem"
                + " (expected: a file; there is none at %s/certs/nowhere.pem) [line 7]"
                    .formatted(temporary),
            "clients[0].alipayPlus.baseUrl: http://example.com"
                + " (expected: https; plain http is for loopback only) [line 8]",
            "clients[0].alipayPlus.publicKeys: []"
                + " (expected: at least one key of Alipay+) [line 8]",
            "clients[1].clientId: SANDBOX_1 (expected: each clientId once) [line 9]",
            "clients[1].alipayPlus.baseUrl: missing (expected: a URL) [line 13]",
            "listeners.alipayPlus.port: 70000 (expected: 0 to 65535) [line 14]",
            "listeners.admin.host: 0.0.0.0 (expected: a loopback host,"
                + " or a token or tls.clientCertificates beside it) [line 14]",
            "backend.baseUrl: ftp://127.0.0.1"
                + " (expected: a URL such as https://host or https://host/prefix) [line 16]",
            "backend.routes[0].api: notifyPayment"
                + " (expected: a call that Alipay+ makes to an MPP, or other) [line 17]",
            "delivery.timeout: 1"
                + " (expected: a duration such as 500ms, 2s, 1m, 72h or 35d) [line 18]");
  }

  @Test
  void putsTheEnvironmentInPlaceOfItsNames() {
    String yaml = Yaml.with("SANDBOX_1", "${PREFIX:SANDBOX_}${NUMBER}");

    var result =
        folder.write("gateway.yaml", yaml, "rw-------").reader(Map.of("NUMBER", "7")).gateway(FILE);

    assertThat(ConfigFolder.loaded(result).clients().get(0).clientId()).isEqualTo("SANDBOX_7");
  }

  @Test
  void understandsAnchorsAliasesAndMerging() {
    String yaml =
        Yaml.plus(
            """
            delivery: &ladder
              retry: &waits [3s, 4s]
            handover:
              gaps: *waits
            """);

    var config = folder.loaded(yaml);

    assertThat(config.delivery().retry()).isEqualTo(Durations.list("3s", "4s"));
    assertThat(config.handover().gaps()).isEqualTo(Durations.list("3s", "4s"));
  }

  @Test
  void mergesAMappingAndKeepsItsOwnKeys() {
    String yaml =
        Yaml.plus(
            """
            inquiry:
              schedules:
                OrderCode: &codes { gaps: [9s], for: 90s }
                EntryCode: { <<: *codes, for: 60s }
            """);

    var config = folder.loaded(yaml);

    assertThat(config.inquiry().schedule("EntryCode")).isEqualTo(ScheduleConfig.of("60s", "9s"));
  }

  @Test
  void skipsAByteOrderMark() {
    assertThat(folder.problems("\uFEFF" + Yaml.SMALLEST)).isEmpty();
  }

  @Test
  void takesAKeyWithNothingBehindItAsLeftOut() {
    assertThat(folder.loaded(Yaml.plus("log:\ndelivery: ~\n")).log())
        .isEqualTo(LogConfig.defaults());
  }

  @Test
  void namesAFileThatIsNotThereWithItsWholePath() {
    var result = folder.reader().gateway(Path.of("conf/nowhere.yaml"));

    assertThat(ConfigFolder.problems(result))
        .containsExactly("no such file (expected: " + temporary + "/conf/nowhere.yaml)");
  }

  @Test
  void refusesAFolder() {
    var result = folder.reader().gateway(Path.of("certs"));

    assertThat(ConfigFolder.problems(result))
        .containsExactly(
            "is no file (expected: a YAML file, not a folder: " + temporary + "/certs)");
  }

  @Test
  void refusesTenMegabytes() {
    var result = folder.write("gateway.yaml", new byte[10_000_000], "rw-------").reader();

    assertThat(ConfigFolder.problems(result.gateway(FILE)))
        .containsExactly("has 10000000 bytes (expected: at most 1048576)");
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] latin = "# gruß\n".getBytes(StandardCharsets.ISO_8859_1);

    var result = folder.write("gateway.yaml", latin, "rw-------").reader().gateway(FILE);

    assertThat(ConfigFolder.problems(result))
        .containsExactly("is not UTF-8 at byte 5 (expected: UTF-8 text)");
  }

  @Test
  void refusesWhatHoldsNoKeys() {
    assertThat(folder.problems("")).containsExactly("is empty (expected: keys with values)");
    assertThat(folder.problems("# a remark\n"))
        .containsExactly("is empty (expected: keys with values)");
    assertThat(folder.problems("- a\n"))
        .containsExactly("is a list (expected: keys with values) [line 1]");
    assertThat(folder.problems("hello\n"))
        .containsExactly("is a single value (expected: keys with values) [line 1]");
    assertThat(folder.problems("a: " + "[".repeat(500)))
        .containsExactly("is nested too deep (expected: at most 32 levels) [line 1]");
  }

  @Test
  void answersWhateverBytesItIsGiven() {
    var random = new Random(20261125);
    byte[] start = Yaml.SMALLEST.getBytes(UTF_8);

    for (int round = 0; round < 1_500; round++) {
      byte[] bytes = spoilt(start, random);
      var result = folder.write("gateway.yaml", bytes, "rw-------").reader().gateway(FILE);

      boolean answered = result.match(loaded -> true, refused -> !refused.problems().isEmpty());
      assertThat(answered).as("round %s", round).isTrue();
    }
  }

  private static byte[] spoilt(byte[] start, Random random) {
    byte[] bytes = start.clone();
    String signs = "{}[]:,-#&*!|>'\"%@`~$ \n\t\\<?0a\u0001";
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      byte sign = (byte) signs.charAt(random.nextInt(signs.length()));
      bytes[random.nextInt(bytes.length)] = random.nextInt(8) == 0 ? (byte) random.nextInt() : sign;
    }
    return bytes;
  }
}
