package io.plusgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Amount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The amounts and what they mean, in the code and in the documentation. */
class AmountTableTest {
  private static final Path DOCUMENT = Path.of("docs/simulator.md");

  @Test
  void isPrintedInTheDocumentation() throws Exception {
    List<String> table =
        AmountTable.all().entrySet().stream()
            .map(row -> "| " + row.getKey() + " | " + row.getValue().says() + " |")
            .toList();

    List<String> printed =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.matches("\\| 9\\d{3} .*"))
            .toList();

    assertThat(String.join("\n", printed)).isEqualTo(String.join("\n", table));
  }

  @Test
  void looksAtTheLastFourDigitsOnly() {
    var scenario = AmountTable.scenario(new Amount(1_239_011, "JPY"));

    assertThat(scenario.course().code()).isEqualTo("RISK_REJECT");
  }

  @Test
  void leavesOrdinaryAmountsAlone() {
    var scenario = AmountTable.scenario(new Amount(9, "JPY"));

    assertThat(scenario).isEqualTo(Scenario.PLAIN);
  }
}
