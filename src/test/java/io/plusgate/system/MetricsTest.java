package io.plusgate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.metrics.Meter;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a live scrape shows is the catalogue, and stays as small whatever comes in. */
class MetricsTest {
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"[^\"]*\"");

  /** What {@link #word} makes. */
  private static final Pattern WORD = Pattern.compile("Q\\d+Q");

  /** All known currencies in both phases, and the rest many times over. */
  private static final int MOST_SERIES = 1_500;

  @TempDir private Path folder;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    Waiting.on(vertx.close());
  }

  @Test
  void aLiveScrapeShowsOnlyWhatTheCatalogueLists() {
    try (var alipay = new FakeAlipayPlus(vertx);
        var gateway = TestGateway.acqp(vertx, folder).alipayPlus(alipay.url()).start()) {
      alipay.answersSigned(TestKeys.alipayPlusSigner(), TestGateway.CLIENT, "{}");
      gateway.post("/aps/api/v1/payments/pay", "{}");

      var unknown =
          series(gateway).stream()
              .filter(name -> name.startsWith("plusgate_") && !isListed(name))
              .toList();

      assertThat(unknown).isEmpty();
      assertThat(series(gateway))
          .contains("plusgate_ready", "plusgate_imbalance{flow=\"outbound\"}")
          .anyMatch(name -> name.startsWith("jvm_memory_used_bytes{"));
    }
  }

  /** The store looks after itself every two seconds, three calls each time; a scrape adds none. */
  @Test
  void aScrapeAsksTheStoreNothing() {
    try (var gateway = TestGateway.acqp(vertx, folder).start()) {
      long began = System.nanoTime();
      double before = storeCalls(gateway);

      double after = before;
      for (int scrape = 0; scrape < 2_000; scrape++) {
        after = storeCalls(gateway);
      }

      double added = after - before;
      double seconds = (System.nanoTime() - began) / 1e9;
      assertThat(added).isLessThan(50 + 25 * seconds);
    }
  }

  private static double storeCalls(TestGateway gateway) {
    var scrape = new String(gateway.get(gateway.adminUrl() + "/metrics").body(), UTF_8);
    return scrape
        .lines()
        .filter(line -> line.startsWith("plusgate_store_seconds_count"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** A counter that is born at 1 has not risen, for Prometheus: the first alarm would be missed. */
  @Test
  void whatAnAlertWaitsForIsThereBeforeItHappens() {
    try (var gateway = TestGateway.acqp(vertx, folder).start()) {
      // The store is first looked at beside the start.
      await()
          .untilAsserted(
              () -> assertThat(series(gateway)).contains("plusgate_store_disk_free_bytes"));
      assertThat(series(gateway))
          .contains(
              "plusgate_alarms_total{kind=\"silent_notification\"}",
              "plusgate_alarms_total{kind=\"unresolved\"}",
              "plusgate_contradictions_total{kind=\"late_success\"}",
              "plusgate_backend_breaker_open")
          .doesNotContain("plusgate_contradictions_total{kind=\"unresolved\"}");
    }
  }

  @Test
  void tenThousandRandomPathsIdsAndCodesMakeNoMoreSeries() {
    try (var alipay = new FakeAlipayPlus(vertx);
        var gateway =
            TestGateway.acqp(vertx, folder)
                .alipayPlus(alipay.url())
                .route("/alipayplus/notifyPayment", "notifyPayment", "/notify")
                .start()) {
      alipay.script(
          (response, call) ->
              FakeAlipayPlus.sign(
                  response,
                  TestKeys.alipayPlusSigner(),
                  TestGateway.CLIENT,
                  call.uri(),
                  result(new Random(Arrays.hashCode(call.body())))));

      IntStream.range(0, 10_000).parallel().forEach(call -> storm(gateway, call));

      var series = series(gateway);
      assertThat(series).noneMatch(name -> WORD.matcher(name).find());
      assertThat(series).hasSizeLessThan(MOST_SERIES);
    }
  }

  /** A path, an id, a code, a currency that nobody has listed, from either side. */
  private static void storm(TestGateway gateway, int call) {
    var random = new Random(call);
    String word = word(random);
    switch (call % 4) {
      case 0 -> gateway.post("/aps/api/v1/payments/pay", pay(word, random));
      case 1 -> gateway.post("/aps/api/" + word + "/" + word(random), "{}");
      case 2 -> gateway.notified("/alipayplus/notifyPayment", notification(word, random));
      default -> gateway.notified("/" + word, "{\"" + word + "\":\"" + word + "\"}");
    }
  }

  private static String pay(String id, Random random) {
    return "{\"paymentRequestId\":\"%s\",\"paymentAmount\":{\"currency\":\"%s\",\"value\":\"1\"}}"
        .formatted(id, currency(random));
  }

  private static String notification(String id, Random random) {
    return """
        {"paymentRequestId":"%s","paymentAmount":{"currency":"%s","value":"1"},
         "paymentResult":{"resultStatus":"S","resultCode":"%s"}}"""
        .formatted(id, currency(random), word(random));
  }

  private static String result(Random random) {
    var statuses = List.of("S", "U", "F", "X");
    return "{\"result\":{\"resultStatus\":\"%s\",\"resultCode\":\"%s\",\"resultMessage\":\"\"}}"
        .formatted(statuses.get(random.nextInt(statuses.size())), word(random));
  }

  private static String word(Random random) {
    return "Q" + random.nextLong(Long.MAX_VALUE) + "Q";
  }

  private static String currency(Random random) {
    return random
        .ints(3, 'A', 'Z' + 1)
        .mapToObj(letter -> String.valueOf((char) letter))
        .collect(Collectors.joining());
  }

  private static boolean isListed(String series) {
    return Arrays.stream(Meter.values()).anyMatch(meter -> fits(meter, series));
  }

  /** Its name, one of a histogram's parts, and exactly its labels. */
  private static boolean fits(Meter meter, String series) {
    var parts =
        switch (meter.kind()) {
          case TIMER, SUMMARY -> Set.of("_bucket", "_count", "_sum", "_max");
          case COUNTER, GAUGE -> Set.of("");
        };
    var labels = meter.labels().stream().map(label -> label.key()).collect(Collectors.toSet());
    return parts.stream().anyMatch(part -> nameOf(series).equals(meter.exposedName() + part))
        && labelsOf(series).equals(labels);
  }

  private static String nameOf(String series) {
    return series.replaceFirst("\\{.*", "");
  }

  /** Its labels, but for the bound of a bucket. */
  private static Set<String> labelsOf(String series) {
    return LABEL
        .matcher(series)
        .results()
        .map(label -> label.group(1))
        .filter(key -> !key.equals("le"))
        .collect(Collectors.toSet());
  }

  /** All that a scrape shows, without the values. */
  private static List<String> series(TestGateway gateway) {
    return new String(gateway.get(gateway.adminUrl() + "/metrics").body(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .toList();
  }
}
