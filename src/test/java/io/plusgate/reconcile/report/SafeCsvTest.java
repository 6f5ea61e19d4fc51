package io.plusgate.reconcile.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No cell of ours runs in a spreadsheet. */
class SafeCsvTest {
  @ParameterizedTest
  @ValueSource(strings = {"=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "|cmd", "%x"})
  void disarmsFormulas(String text) {
    assertThat(SafeCsv.cell(text)).startsWith("\"'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"R1", "amount 1.00 USD", ""})
  void leavesTheRestAlone(String text) {
    assertThat(SafeCsv.cell(text)).isEqualTo('"' + text + '"');
  }
}
