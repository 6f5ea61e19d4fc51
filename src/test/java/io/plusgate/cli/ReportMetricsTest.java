package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The textfile collector reads a whole file, whenever it looks. */
class ReportMetricsTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void replacesTheFileAsAWholeAndLeavesNothingBeside() throws IOException {
    var metrics = new ReportMetrics(folder.resolve("plusgate.prom"));

    metrics.write(false, NOON.minusSeconds(600));
    metrics.write(true, NOON);

    assertThat(Files.readAllLines(folder.resolve("plusgate.prom")))
        .filteredOn(line -> !line.startsWith("#"))
        .containsExactly(
            "plusgate_reports_missing 1", "plusgate_reports_last_look_seconds 1795694400");
    assertThat(names()).containsExactly("plusgate.prom");
  }

  @Test
  void refusesAtTheStartWhatTheCollectorWouldNeverRead() {
    for (String wrong : List.of("plusgate.txt", "nowhere/plusgate.prom")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ReportMetrics(folder.resolve(wrong)))
          .withMessageContaining(wrong)
          .withMessageContaining("expected: a file NAME.prom");
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
