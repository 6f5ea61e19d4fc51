package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.signature.SelfSignedCertificate;
import io.plusgate.store.PostgresServer;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What doctor finds right and wrong around one gateway. */
class DoctorTest {
  private static final Duration A_YEAR = Duration.ofDays(365);

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private String config = "";

  @BeforeEach
  void init() throws IOException {
    var made = Typed.plusgate("init", "--sample", "--folder", folder);
    assertThat(made.code()).describedAs(made.err()).isZero();
    config =
        Files.readString(folder.resolve("conf/gateway.yaml"))
            .replace("certs/", folder + "/certs/")
            .replace("path: data", "path: " + folder + "/data")
            .replaceAll("port: \\$\\{\\w+:\\d+}", "port: 0");
  }

  @AfterEach
  void close() {
    Waiting.on(vertx.close());
  }

  @Test
  void findsNothingWrongWhenAllIsThere() throws IOException {
    alipayPlus(server(Duration.ZERO, Optional.empty()));
    backend(server(Duration.ZERO, Optional.empty()));

    var seen = doctor();

    assertThat(seen.code()).describedAs(seen.out()).isZero();
    assertThat(seen.json().getBoolean("ok")).isTrue();
    assertThat(checks(seen, "fail")).isEmpty();
    assertThat(checks(seen, "ok"))
        .contains("config", "own key", "Alipay+'s key", "own certificate", "DNS", "Alipay+")
        .contains("clock", "backend", "store", "fsync", "port", "open files");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void answersThreeWhenAllThatFailsIsSilent() throws IOException {
    alipayPlus("http://127.0.0.1:1");
    backend("http://127.0.0.1:1");

    var seen = doctor();

    assertThat(seen.code()).isEqualTo(3);
    assertThat(checks(seen, "fail")).containsExactly("Alipay+", "backend");
  }

  @Test
  void answersTwoAndNamesTheKeyWhenTheConfigurationIsWrong() throws IOException {
    config = config.replace("role: ACQP", "role: ACQ");

    var seen = doctor();

    assertThat(seen.code()).isEqualTo(2);
    assertThat(finding(seen, "config").getString("of")).isEqualTo("role");
  }

  @Test
  void seesAClockThatIsWrong() throws IOException {
    alipayPlus(server(Duration.ofMinutes(61), Optional.empty()));

    var seen = doctor();

    assertThat(seen.code()).isEqualTo(1);
    assertThat(finding(seen, "clock").getString("seen")).startsWith("at least 36");
    assertThat(finding(seen, "clock").getString("remedy")).contains("NTP");
  }

  @Test
  void seesOurOwnKeyInTheirPlace() throws IOException {
    config = config.replace("certs/alipayplus-public.pem", "certs/partner-public.pem");

    var seen = doctor();

    assertThat(finding(seen, "Alipay+'s key").getString("verdict")).isEqualTo("fail");
    assertThat(finding(seen, "Alipay+'s key").getString("remedy")).contains("our own public key");
  }

  @Test
  void seesATakenPort() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      config = config.replaceFirst("port: 0", "port: " + taken.getLocalPort());

      var seen = doctor();

      assertThat(finding(seen, "port").getString("verdict")).isEqualTo("fail");
      assertThat(finding(seen, "port").getString("remedy")).contains("another process");
    }
  }

  @Test
  void seesTheKeyOfAnotherCertificate() throws IOException {
    var other = SelfSignedCertificate.of(List.of("localhost"), Instant.now(), A_YEAR);
    Files.write(folder.resolve("certs/server.key"), other.privateKeyPem());

    var seen = doctor();

    assertThat(finding(seen, "own certificate").getString("seen")).contains("is not its key");
  }

  @Test
  void seesAStoreThatIsNoFolder() throws IOException {
    Files.writeString(folder.resolve("data"), "a file");

    var seen = doctor();

    assertThat(finding(seen, "store").getString("verdict")).isEqualTo("fail");
  }

  @Test
  void warnsOfACertificateOfAlipayPlusThatEndsSoon() throws IOException {
    var soon =
        SelfSignedCertificate.of(
            List.of("localhost", "127.0.0.1"), Instant.now(), Duration.ofDays(10));
    trusting(soon);

    var seen = doctor();

    assertThat(finding(seen, "TLS").getString("verdict")).isEqualTo("warn");
    assertThat(finding(seen, "TLS").getString("seen")).contains("TLSv1.3", "(9 days)");
    assertThat(checks(seen, "ok")).contains("Alipay+", "clock");
  }

  @Test
  void namesTheChainThatNobodyTrusts() throws IOException {
    var stranger = SelfSignedCertificate.of(List.of("middle.example"), Instant.now(), A_YEAR);
    alipayPlus(server(Duration.ZERO, Optional.of(stranger)));

    var seen = doctor();

    assertThat(finding(seen, "TLS").getString("verdict")).isEqualTo("fail");
    assertThat(finding(seen, "TLS").getString("seen")).contains("it showed CN=middle.example");
    assertThat(checks(seen, "ok")).doesNotContain("Alipay+", "clock");
  }

  @Test
  void looksAtADatabaseWithoutChangingIt() throws IOException {
    String database = PostgresServer.newDatabase();
    config =
        config
            .replace("type: embedded", "type: postgresql")
            .replaceFirst("path: \\S+/data", "uri: " + PostgresServer.uri(database));

    var seen = doctor();

    assertThat(finding(seen, "store").getString("seen"))
        .contains("PostgreSQL 18", "no tables of ours yet");
    assertThat(finding(seen, "store durability").getString("seen")).contains("fsync = off");
    assertThat(finding(seen, "commit").getString("seen")).contains("of 10");
    PostgresServer.execute(database, "CREATE SCHEMA plusgate");
  }

  private Typed doctor() throws IOException {
    Path file = Files.writeString(folder.resolve("doctor.yaml"), config);
    return Typed.plusgate("doctor", "--config", file, "--output", "json");
  }

  private void alipayPlus(String url) {
    config = config.replaceFirst("http://127.0.0.1:\\$\\{PLUSGATE_SIMULATOR_PORT:7070}", url);
  }

  private void backend(String url) {
    config = config.replaceFirst("http://127.0.0.1:\\$\\{PLUSGATE_SHOP_PORT:9000}", url);
  }

  private void trusting(SelfSignedCertificate certificate) throws IOException {
    Path ca = Files.write(folder.resolve("ca.pem"), certificate.certificatePem());
    alipayPlus(server(Duration.ZERO, Optional.of(certificate)));
    config =
        config.replaceFirst(
            "( +)httpVersion: 1.1", "$1httpVersion: 1.1\n$1trustCertificates: " + ca);
  }

  /** Answers 404 to everything, like an API's address; its clock is off by that much. */
  private String server(Duration off, Optional<SelfSignedCertificate> tls) {
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    tls.ifPresent(
        certificate ->
            options
                .setSsl(true)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(certificate.certificatePem()))
                        .addKeyValue(Buffer.buffer(certificate.privateKeyPem()))));
    var server =
        Waiting.on(
            vertx
                .createHttpServer(options)
                .requestHandler(
                    request ->
                        request
                            .response()
                            .setStatusCode(404)
                            .putHeader("Date", date(off))
                            .end()
                            .onFailure(gone -> {}))
                .listen());
    return (tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + server.actualPort();
  }

  private static String date(Duration off) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.now().plus(off).atOffset(ZoneOffset.UTC));
  }

  private static List<String> checks(Typed seen, String verdict) {
    return seen.json().getJsonArray("checks").stream()
        .map(JsonObject.class::cast)
        .filter(finding -> finding.getString("verdict").equals(verdict))
        .map(finding -> finding.getString("check"))
        .toList();
  }

  private static JsonObject finding(Typed seen, String check) {
    return seen.json().getJsonArray("checks").stream()
        .map(JsonObject.class::cast)
        .filter(finding -> finding.getString("check").equals(check))
        .findFirst()
        .orElseThrow(() -> new AssertionError(check + " not in " + seen.out() + seen.err()));
  }
}
