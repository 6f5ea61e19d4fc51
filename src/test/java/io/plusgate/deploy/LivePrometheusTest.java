package io.plusgate.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.demo.Demo;
import io.plusgate.demo.Showcase;
import io.plusgate.demo.Tour;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes a running demo: every rule is evaluated, every panel shows something.
 */
class LivePrometheusTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What the demo has no occasion for in its first minute: one payment in seven is cancelled. */
  private static final Set<String> WITHOUT_DATA =
      Set.of("plusgate-money.json: Own cancels, by answer");

  @TempDir private static Path folder;
  private static Vertx vertx;
  private static Demo demo;
  private static Showcase.Traffic traffic;
  private static Prometheus prometheus;

  @BeforeAll
  static void start() throws Exception {
    assumeThat(Prometheus.isInstalled()).as("Debian's package prometheus is installed").isTrue();
    vertx = Vertx.vertx();
    demo = Waiting.on(Demo.start(vertx));
    traffic = Showcase.traffic(vertx, demo);
    prometheus =
        Prometheus.start(
            folder, List.of(authority(demo.acquirerAdminUrl()), authority(demo.walletAdminUrl())));
    for (var step : new Tour(vertx, demo).steps()) {
      assertThat(Waiting.on(step.run().get())).as(step.promise()).isEmpty();
    }
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
      Waiting.on(traffic.stop().compose(stopped -> demo.close()));
      Waiting.on(vertx.close());
    }
  }

  @Test
  void everyRuleIsEvaluatedWithoutErrors() {
    await().atMost(PATIENCE).until(() -> sick().isEmpty());

    assertThat(all("alerting")).hasSameSizeAs(RuleFiles.alerts());
    assertThat(all("recording")).isNotEmpty();
  }

  @Test
  void everyRecordingRuleGivesData() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(RuleFiles.records()).allMatch(record -> prometheus.hasData(record)));
  }

  @Test
  void everyPanelShowsDataOfTheRunningDemo() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(RuleFiles.queries())
                    .isNotEmpty()
                    .filteredOn(query -> !prometheus.hasData(filledIn(query.expression())))
                    .extracting(query -> query.panel())
                    .isSubsetOf(WITHOUT_DATA));
  }

  /** The demo's backend refuses one result, so this alert is pending soon. */
  @Test
  void anAlertsWordsAreFilledIn() {
    await()
        .atMost(PATIENCE)
        .until(() -> !prometheus.query("ALERTS{alertname=\"PlusgateDeliveriesParked\"}").isEmpty());

    assertThat(prometheus.api("alerts").toString())
        .contains("1 results or notifications the backend would not take (127.0.0.1:")
        .doesNotContain("{{", "<error");
  }

  /** The rules that have an error, or were not evaluated yet. */
  private static List<String> sick() {
    var sick = new ArrayList<String>();
    for (var group : prometheus.api("rules").get("data").get("groups")) {
      for (var rule : group.get("rules")) {
        if (!rule.get("health").asText().equals("ok")) {
          sick.add(rule.get("name").asText() + ": " + rule.path("lastError").asText());
        }
      }
    }
    return sick;
  }

  private static List<String> all(String type) {
    var names = new ArrayList<String>();
    for (var group : prometheus.api("rules").get("data").get("groups")) {
      for (var rule : group.get("rules")) {
        if (rule.get("type").asText().equals(type)) {
          names.add(rule.get("name").asText());
        }
      }
    }
    return names;
  }

  /** As Grafana would send it, with everything chosen. */
  private static String filledIn(String expression) {
    return expression
        .replace("$job", ".+")
        .replace("$instance", ".+")
        .replace("$__rate_interval", "1m");
  }

  private static String authority(String url) {
    return URI.create(url).getAuthority();
  }
}
