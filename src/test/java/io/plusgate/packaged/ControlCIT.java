package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C ends every command that goes on by itself: in order, with 0, and without a trace. */
class ControlCIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Typist person;

  @BeforeEach
  void setUp() throws IOException {
    person = new Typist(folder);
  }

  @Test
  void endsTheGatewayAndItsStoreIsWhole() {
    person.types("init", "--sample").ended(0);
    try (var run = person.begins("run", "--output", "json")) {
      endsCleanly(run, "ready");
    }

    String[] here = {"--folder", "data"};
    var text = person.types("store", "check", here[0], here[1]).ended(0);
    assertThat(text.out()).contains("data: fine");
    assertThat(person.asks("store", "check", here[0], here[1]).ended(0).json()).isNotEmpty();
    assertThat(person.types("payments", "list", here[0], here[1]).ended(0).out())
        .contains("0 payments");
  }

  @Test
  void endsTheSimulator() {
    person.types("init", "--sample").ended(0);
    try (var simulator = person.begins("simulator")) {
      endsCleanly(simulator, "Alipay+ (simulated): ");
    }
  }

  @Test
  void endsTheListener() {
    try (var listen = person.begins("listen", "--port", "0")) {
      await().atMost(PATIENCE).until(() -> listen.err().contains("Ctrl-C ends it"));
      endsCleanly(listen, "");
    }
  }

  @Test
  void endsTheDemo() {
    try (var demo = person.begins("demo")) {
      endsCleanly(demo, "Light traffic is running. Ctrl-C ends it.");
    }
  }

  private static void endsCleanly(Launched process, String ready) {
    await()
        .atMost(PATIENCE)
        .until(() -> process.out().contains(ready) || process.endsWithin(Duration.ZERO));

    process.interrupt();

    assertThat(process.exitCode()).describedAs(process.out() + process.err()).isZero();
    assertThat(process.out() + process.err()).doesNotContain("\tat ", "Exception", "ERROR");
  }
}
