package io.plusgate.config;

import static io.plusgate.config.Durations.list;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.config.StoreConfig.PostgreSql;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key reaches the record of its section. */
class MappingTest {
  private final Path temporary;
  private final ConfigFolder folder;

  MappingTest(@TempDir Path temporary) {
    this.temporary = temporary;
    folder = ConfigFolder.in(temporary);
  }

  @Test
  void mapsAClient() {
    String yaml =
        """
        role: MPP
        clients:
          - clientId: LIVE_1
            environment: production
            partnerId: 1022188000000000001
            privateKey: certs/wallet-private.pem
            privateKeyPasswordFile: certs/partner-private.password
            keyVersion: 2
            agentToken: { file: certs/agent-token }
            signatureForm: base64url
            timePattern: yyyy-MM-dd'T'HH:mm:ss.SSSXXX
            alipayPlus:
              baseUrl: https://open-na.alipayplus.com/prefix
              publicKeys:
                - { keyVersion: 0, file: certs/alipayplus-public.pem, state: retiring }
                - { keyVersion: 1, file: certs/partner-public.pem }
              httpVersion: 2
              maxConnections: 7
              trustCertificates: certs/alipayplus-ca.pem
              notifyHosts: [ notify.alipayplus.example, "[2001:db8::1]:8443" ]
        listeners: { alipayPlus: { insecure: true } }
        backend: { baseUrl: https://wallet.example.com/gateway }
        """;

    var config = folder.loaded(yaml);

    assertThat(config.role()).isEqualTo(Role.MPP);
    assertThat(config.backend().baseUrl()).hasPath("/gateway");
    assertThat(config.clients())
        .containsExactly(
            new ClientConfig(
                "LIVE_1",
                Environment.PRODUCTION,
                "1022188000000000001",
                key("wallet-private.pem"),
                Optional.of(secret("partner-private.password")),
                "2",
                Optional.of(secret("agent-token")),
                SignatureForm.BASE64URL,
                Optional.of("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"),
                new AlipayPlusConfig(
                    URI.create("https://open-na.alipayplus.com/prefix"),
                    List.of(
                        new PublicKeyConfig("0", key("alipayplus-public.pem"), KeyState.RETIRING),
                        new PublicKeyConfig("1", key("partner-public.pem"))),
                    HttpVersion.HTTP_2,
                    7,
                    Optional.of(key("alipayplus-ca.pem")),
                    List.of("notify.alipayplus.example", "[2001:db8::1]:8443"))));
  }

  @Test
  void mapsTheBackend() {
    String routes =
        """
          maxConnections: 3
          webhookSecret: { file: certs/webhook-secret }
          routes:
            - { path: /u, api: userInitiatedPay, to: /v, signedPath: /w, clientId: SANDBOX_1 }
            - { path: /x, api: other, to: /y }
        """;

    var config = folder.loaded(Yaml.with("  routes:\n", routes));

    assertThat(config.backend())
        .isEqualTo(
            new BackendConfig(
                URI.create("http://127.0.0.1:9000"),
                List.of(
                    new RouteConfig(
                        "/u",
                        "userInitiatedPay",
                        "/v",
                        Optional.of("/w"),
                        Optional.of("SANDBOX_1")),
                    RouteConfig.of("/x", "other", "/y"),
                    RouteConfig.of("/a/notifyPayment", "notifyPayment", "/notifyPayment")),
                3,
                Optional.of(secret("webhook-secret"))));
  }

  @Test
  void mapsAServerAsTheStore() {
    String store =
        """
        store:
          type: postgresql
          uri: postgresql://plusgate@db.example.com:5433/payments
          passwordFile: certs/database-password
          poolSize: 4
          tls: verify
          trustCertificates: certs/database-ca.pem
          lease: 1m
          keepPayloads: 90d
          whenDown: continue
        """;

    var config = folder.loaded(Yaml.plus(store));

    var server =
        new PostgreSql(
            URI.create("postgresql://plusgate@db.example.com:5433/payments"),
            Optional.of(secret("database-password")),
            4,
            StoreConfig.Tls.VERIFY,
            Optional.of(key("database-ca.pem")),
            Duration.ofMinutes(1));
    assertThat(config.store())
        .isEqualTo(new StoreConfig(server, Duration.ofDays(90), StoreConfig.WhenDown.CONTINUE));
  }

  @Test
  void mapsHowPaymentsAreSettledAndDelivered() {
    String flows =
        """
        inquiry:
          then: report
          schedules:
            default: { gaps: [1s], for: 30s }
            OrderCode: { for: 90s }
            NewProduct: { gaps: [4s], for: 2m }
          cancel: { gaps: [10s] }
          perSecond: 9
          perSecondPerClient: 8
        delivery: { retry: [2s, 4s], parkAfter: 35d, timeout: 750ms, parallel: 2 }
        handover: { notifyPayment: hand-over, gaps: [7s] }
        deadlines: { pay: 6s, inquiryPayment: 3s, other: 20s }
        """;

    var config = folder.loaded(Yaml.plus(flows));

    var inquiry = config.inquiry();
    assertThat(inquiry.then()).isEqualTo(InquiryConfig.Then.REPORT);
    assertThat(inquiry.schedule("PaymentCode"))
        .isEqualTo(new ScheduleConfig(list("1s"), Duration.ofSeconds(30)));
    assertThat(inquiry.schedule("OrderCode"))
        .isEqualTo(new ScheduleConfig(list("5s"), Duration.ofSeconds(90)));
    assertThat(inquiry.schedule("NewProduct"))
        .isEqualTo(new ScheduleConfig(list("4s"), Duration.ofMinutes(2)));
    assertThat(inquiry.schedule("AutoDebit"))
        .isEqualTo(InquiryConfig.defaults().schedule("AutoDebit"));
    assertThat(inquiry.cancelGaps()).isEqualTo(list("10s"));
    assertThat(inquiry.perSecond()).isEqualTo(9);
    assertThat(inquiry.perSecondPerClient()).isEqualTo(8);
    assertThat(config.delivery())
        .isEqualTo(
            new DeliveryConfig(list("2s", "4s"), Duration.ofDays(35), Duration.ofMillis(750), 2));
    assertThat(config.handover())
        .isEqualTo(new HandoverConfig(HandoverConfig.NotifyPayment.HAND_OVER, list("7s")));
    assertThat(config.deadlines().byApi())
        .isEqualTo(
            Map.of(
                "pay", Duration.ofSeconds(6),
                "inquiryPayment", Duration.ofSeconds(3),
                "other", Duration.ofSeconds(20)));
    var pay = ApiCatalog.find(Role.ACQP, Direction.OUTBOUND, "pay").orElseThrow();
    assertThat(config.deadlines().of(pay)).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void mapsLimitsAndHowCallsAreTreated() {
    String rest =
        """
        limits:
          bodyBytes: 2MiB
          headerBytes: 32KiB
          connections: 1
          concurrentOutbound: 2
          concurrentInquiries: 3
          concurrentInbound: 4
          concurrentNotifications: 5
          waiters: 6
          bodiesInFlight: 3MiB
          queueTime: 7ms
          requestTimeout: 8s
          idleTimeout: 6s
        outbound: { whenUnknown: result, journal: after-answer }
        inbound:
          { clockSkew: 10m, unknownPathCode: NO_INTERFACE_DEF, refusalStatus: 401, backendMargin: 1s }
        lint: enforce
        log: { format: text, level: debug, access: false }
        tracing: { otlp: "http://collector:4318", ratio: 0.25 }
        reload: { watch: false, every: 7s }
        """;

    var config = folder.loaded(Yaml.plus(rest));

    assertThat(config.limits())
        .hasToString(
            "LimitsConfig[bodyBytes=2097152, headerBytes=32768, connections=1, concurrentOutbound=2,"
                + " concurrentInquiries=3, concurrentInbound=4, concurrentNotifications=5,"
                + " waiters=6, bodiesInFlight=3145728, queueTime=PT0.007S, requestTimeout=PT8S, idleTimeout=PT6S]");
    assertThat(config.lint()).isEqualTo(LintMode.ENFORCE);
    assertThat(config.outbound())
        .isEqualTo(
            new OutboundConfig(
                OutboundConfig.WhenUnknown.RESULT, OutboundConfig.Journal.AFTER_ANSWER));
    assertThat(config.inbound())
        .isEqualTo(
            new InboundConfig(
                Optional.of(Duration.ofMinutes(10)),
                InboundConfig.UnknownPathCode.NO_INTERFACE_DEF,
                401,
                Duration.ofSeconds(1)));
    assertThat(config.log())
        .isEqualTo(new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.DEBUG, false));
    assertThat(config.tracing())
        .isEqualTo(new TracingConfig(Optional.of(URI.create("http://collector:4318")), 0.25));
    assertThat(config.reload()).isEqualTo(new ReloadConfig(false, Duration.ofSeconds(7)));
  }

  private KeyFile key(String name) {
    return new KeyFile(temporary.resolve("certs/" + name), content(name));
  }

  private SecretFile secret(String name) {
    return new SecretFile(temporary.resolve("certs/" + name), content(name));
  }

  private static byte[] content(String name) {
    return ("what " + name + " holds").getBytes(UTF_8);
  }
}
