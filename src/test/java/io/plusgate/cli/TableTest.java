package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsColumnsAndLeavesNoBlanksAtTheEnd() {
    var table =
        new Table("ID", "PHASE", "NOTE").row("p1", "succeeded", "").row("p-22", "open", "x");

    assertThat(table.lines())
        .containsExactly("ID    PHASE      NOTE", "p1    succeeded", "p-22  open       x");
  }

  @Test
  void countsAnEmojiAsOneSign() {
    var table = new Table().row("😀", "x").row("ab", "y");

    assertThat(table.lines()).containsExactly("😀   x", "ab  y");
  }
}
