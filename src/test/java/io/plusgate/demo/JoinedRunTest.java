package io.plusgate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An acquirer's and a wallet's gateway through Alipay+, five per cent faults of each kind: every
 * payment ends, and everybody agrees. {@code load-tests/joined.sh} runs ten thousand.
 */
class JoinedRunTest {
  private static final Path MADE = Path.of("target/joined");

  private final int payments = Integer.getInteger("plusgate.joined.payments", 60);
  private final int workers = Integer.getInteger("plusgate.joined.workers", 60);
  private final long seed = Long.getLong("plusgate.joined.seed", 5);

  @Test
  void everyPaymentEndsAndAllAgree() throws IOException {
    var vertx = Vertx.vertx();
    try (var house = JoinedHouse.house(vertx, seed)) {
      var run = new JoinedRun(house, payments, workers);
      JoinedHouse.faults(house.demo.simulator().script(), 0.05);

      var walked = run.walk();
      await().atMost(Duration.ofMinutes(60)).until(walked::isComplete);
      try {
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(500))
            .until(() -> run.checks().stream().allMatch(JoinedCheck::agrees));
      } finally {
        print(run.checks(), house);
      }
      assertThat(house.demo.simulator().script().struck()).hasSizeGreaterThan(20);
    }
  }

  private void print(List<JoinedCheck> checks, FlowHouse house) throws IOException {
    Files.createDirectories(MADE);
    Path file = MADE.resolve("seed-" + seed + ".txt");
    try (var out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      checks.forEach(out::println);
      house.demo.simulator().script().struck().forEach((what, n) -> out.println(what + " " + n));
    }
  }
}
