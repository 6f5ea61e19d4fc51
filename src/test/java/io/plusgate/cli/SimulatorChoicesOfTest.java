package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.config.SimulatorChoices;
import io.plusgate.simulator.OpenChoices;
import org.junit.jupiter.api.Test;

/** The file's defaults are the simulator's own. */
class SimulatorChoicesOfTest {
  @Test
  void theFileChangesNothingByBeingSilent() {
    var choices = SimulatorChoicesOf.file(SimulatorChoices.defaults());

    assertThat(choices).isEqualTo(OpenChoices.DEFAULTS);
  }
}
