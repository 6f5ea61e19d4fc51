package io.plusgate.config;

import static io.plusgate.config.Durations.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds when the operator says nothing. */
class DefaultsTest {
  private final Path temporary;
  private final GatewayConfig config;

  DefaultsTest(@TempDir Path temporary) {
    this.temporary = temporary;
    config = ConfigFolder.in(temporary).loaded(Yaml.SMALLEST);
  }

  @Test
  void signsWithVersionOneAndPercentEncodesAsTheSamplesDo() {
    var client = config.clients().get(0);

    assertThat(client.keyVersion()).isEqualTo("1");
    assertThat(client.signatureForm()).isEqualTo(SignatureForm.PERCENT_ENCODED);
    assertThat(client.timePattern()).isEmpty();
    assertThat(client.agentToken()).isEmpty();
    assertThat(client.privateKeyPassword()).isEmpty();
  }

  @Test
  void speaksHttp11ToAlipayPlusAndTrustsTheSystem() {
    var alipayPlus = config.clients().get(0).alipayPlus();

    assertThat(alipayPlus.http()).isEqualTo(HttpVersion.HTTP_1_1);
    assertThat(alipayPlus.maxConnections()).isEqualTo(64);
    assertThat(alipayPlus.trustCertificates()).isEmpty();
    assertThat(alipayPlus.publicKeys().get(0).keyVersion()).isEqualTo("1");
  }

  @Test
  void listensToItsOwnMachineExceptForAlipayPlus() {
    var listeners = config.listeners();

    assertThat(listeners.backend()).isEqualTo(ListenerConfig.plain("127.0.0.1", 8080));
    assertThat(listeners.admin()).isEqualTo(ListenerConfig.plain("127.0.0.1", 9090));
    assertThat(listeners.alipayPlus().host()).isEqualTo("0.0.0.0");
    assertThat(listeners.alipayPlus().port()).isEqualTo(8443);
    assertThat(listeners.alipayPlus().insecure()).isFalse();
  }

  @Test
  void callsTheBackendUnsigned() {
    assertThat(config.backend().maxConnections()).isEqualTo(64);
    assertThat(config.backend().webhookSecret()).isEmpty();
  }

  @Test
  void remembersInAFolderOfItsOwnAndRefusesWhatItCanNotWriteDown() {
    var folder = new StoreConfig.Embedded(temporary.resolve("data"));

    assertThat(config.store())
        .isEqualTo(new StoreConfig(folder, Duration.ofDays(35), StoreConfig.WhenDown.REFUSE));
  }

  @Test
  void asksAsDocumentedAndThenCancels() {
    var everyFive = new ScheduleConfig(list("5s"), Duration.ofMinutes(3));
    var schedules =
        Map.of(
            "default",
            new ScheduleConfig(
                list("2s", "2s", "3s", "3s", "5s", "5s", "10s"), Duration.ofMinutes(1)),
            "OrderCode",
            everyFive,
            "EntryCode",
            everyFive,
            "Cashier",
            new ScheduleConfig(
                list("2s", "3s", "5s", "5s", "10s", "15s", "30s"), Duration.ofMinutes(10)),
            "AutoDebit",
            new ScheduleConfig(list("3s"), Duration.ofMinutes(1)));

    assertThat(config.inquiry())
        .isEqualTo(
            new InquiryConfig(
                InquiryConfig.Then.CANCEL,
                schedules,
                list("2s", "5s", "10s", "30s", "1m"),
                200,
                100,
                Duration.ofMinutes(5)));
  }

  @Test
  void deliversForThreeDaysAndThenParks() {
    assertThat(config.delivery())
        .isEqualTo(
            new DeliveryConfig(
                list("1s", "5s", "15s", "1m", "5m", "15m", "1h"),
                Duration.ofDays(3),
                Duration.ofSeconds(10),
                64));
  }

  @Test
  void passesNotifyPaymentOnUnlessItIsHandedOver() {
    assertThat(config.handover())
        .isEqualTo(
            new HandoverConfig(
                HandoverConfig.NotifyPayment.PASS_ON,
                list("1s", "5s", "30s", "2m", "10m", "10m", "1h", "2h", "6h", "15h")));
  }

  @Test
  void waitsForEachApiAsLongAsItsDocumentSays() {
    for (Role role : Role.values()) {
      for (Direction direction : Direction.values()) {
        assertThat(ApiCatalog.apis(role, direction))
            .allSatisfy(api -> assertThat(config.deadlines().of(api)).isEqualTo(api.deadline()));
      }
    }
  }

  @Test
  void takesOneMebibyte() {
    assertThat(config.limits())
        .isEqualTo(
            new LimitsConfig(
                1_048_576,
                16_384,
                10_000,
                1_024,
                256,
                1_024,
                1_024,
                10_000,
                8_388_608,
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1)));
  }

  @Test
  void writesDownBeforeItSendsAndTellsTheUnknownAsAProblem() {
    assertThat(config.outbound())
        .isEqualTo(
            new OutboundConfig(
                OutboundConfig.WhenUnknown.PROBLEM, OutboundConfig.Journal.BEFORE_SEND));
  }

  @Test
  void measuresTheClocksWithoutRefusing() {
    assertThat(config.inbound())
        .isEqualTo(
            new InboundConfig(
                Optional.empty(),
                InboundConfig.UnknownPathCode.INVALID_API,
                200,
                Duration.ofMillis(500)));
  }

  @Test
  void logsJsonWithAnAccessLine() {
    assertThat(config.log())
        .isEqualTo(new LogConfig(LogConfig.Format.JSON, LogConfig.Level.INFO, true));
    assertThat(config.reload()).isEqualTo(new ReloadConfig(true, Duration.ofSeconds(5)));
    assertThat(config.tracing()).isEqualTo(new TracingConfig(Optional.empty(), 0.01));
  }

  @Test
  void areTheSameWhetherReadOrMadeInCode() {
    var made =
        GatewayConfig.of(
            config.role(), config.clients(), config.listeners(), config.backend(), config.store());

    assertThat(made).isEqualTo(config);
  }
}
