package io.plusgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A record can not exist with a wrong value, whoever makes it. */
class RecordsTest {
  @Test
  void sayAllThatIsWrongWithThemAtOnce() {
    var refused =
        catchThrowableOfType(
            InvalidConfig.class,
            () -> new DeliveryConfig(List.of(), Duration.ZERO, Duration.ZERO, 0));

    assertThat(refused)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "delivery.retry: [] (expected: one or more waits, each at least 10ms);"
                + " delivery.parkAfter: 0s (expected: at least 1s);"
                + " delivery.timeout: 0s (expected: 100ms to 5m);"
                + " delivery.parallel: 0 (expected: 1 to 10000)");
  }

  @Test
  void keepTheirOwnCopiesOfLists() {
    var gaps = new ArrayList<>(Durations.list("1s"));
    var schedule = new ScheduleConfig(gaps, Duration.ofMinutes(1));

    gaps.clear();

    assertThat(schedule.gaps()).isEqualTo(Durations.list("1s"));
  }

  @Test
  void alwaysHaveAScheduleForEveryProduct() {
    var inquiry =
        new InquiryConfig(
            InquiryConfig.Then.REPORT, Map.of(), Durations.list("1s"), 1, 1, Duration.ofMinutes(5));

    assertThat(inquiry.schedule("")).isEqualTo(InquiryConfig.defaults().schedule("default"));
  }

  @Test
  void verifyTheDatabaseBeyondLoopbackUnlessToldOtherwise() {
    var far = URI.create("postgresql://u@db.example.com/x");
    var near = URI.create("postgresql://u@127.0.0.1/x");

    assertThat(StoreConfig.PostgreSql.defaultTls(far)).isEqualTo(StoreConfig.Tls.VERIFY);
    assertThat(StoreConfig.PostgreSql.defaultTls(near)).isEqualTo(StoreConfig.Tls.OFF);
  }

  @Test
  void verifyTheRegisteredPathUnlessAProxyRewritesIt() {
    var plain = RouteConfig.of("/a", "notifyPayment", "/b");
    var behindProxy =
        new RouteConfig("/a", "notifyPayment", "/b", Optional.of("/public/a"), Optional.empty());

    assertThat(plain.pathToVerify()).isEqualTo("/a");
    assertThat(behindProxy.pathToVerify()).isEqualTo("/public/a");
  }

  @Test
  void aNotifyUrlIsOfAlipayPlusWhenItsHostAndPortAre() {
    var key = new PublicKeyConfig("1", new KeyFile(Path.of("key.pem"), new byte[] {1}));
    var config =
        new AlipayPlusConfig(
            URI.create("https://open.example/prefix"),
            List.of(key),
            HttpVersion.HTTP_1_1,
            1,
            Optional.empty(),
            List.of("Notify.example", "127.0.0.1:7070", "[2001:db8::1]:8443"));

    assertThat(
            List.of(
                "https://open.example/any",
                "https://OPEN.example:443/x",
                "https://notify.example/x",
                "https://[2001:db8::1]:8443/x",
                "http://127.0.0.1:7070/x"))
        .allMatch(url -> config.mayNotify(URI.create(url)));
    assertThat(
            List.of(
                "https://open.example:8443/x",
                "http://open.example/x",
                "http://open.example:443/x",
                "https://open.example.stranger.example/x",
                "https://notify.example:8443/x",
                "https://[2001:db8::1]/x",
                "http://127.0.0.1:7071/x",
                "https://stranger.example/x"))
        .noneMatch(url -> config.mayNotify(URI.create(url)));
  }
}
