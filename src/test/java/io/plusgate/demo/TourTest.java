package io.plusgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tour holds all it promises, and the README prints what it says. */
@SuppressWarnings("NullAway.Init")
class TourTest {
  private Vertx vertx;
  private Demo demo;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    demo = Waiting.on(Demo.start(vertx));
  }

  @AfterEach
  void close() {
    Waiting.on(demo.close());
    Waiting.on(vertx.close());
  }

  @Test
  void holdsEveryPromise() {
    for (Tour.Step step : new Tour(vertx, demo).steps()) {
      assertThat(Waiting.on(step.run().get())).as(step.promise()).isEmpty();
    }
  }

  @Test
  void isPrintedInTheReadme() throws IOException {
    List<Tour.Step> steps = new Tour(vertx, demo).steps();

    String printed =
        steps.stream()
            .map(step -> "  ✓ " + step.promise() + "\n      " + step.look() + "\n")
            .collect(Collectors.joining());

    assertThat(Files.readString(Path.of("README.md"))).contains(printed);
    assertThat(steps).filteredOn(step -> step.look().startsWith("docs/flows/")).hasSize(7);
  }
}
