package io.plusgate.cli;

/** What the words of the store mean to the person who reads them. */
final class Inks {
  private Inks() {}

  static Table.Cell phase(String phase) {
    return Table.cell(
        phase,
        switch (phase) {
          case "succeeded" -> Ink.GOOD;
          case "failed", "cancelled" -> Ink.PLAIN;
          case "unresolved" -> Ink.BAD;
          default -> Ink.WARN;
        });
  }

  static Table.Cell state(String state) {
    return Table.cell(
        state,
        switch (state) {
          case "done" -> Ink.GOOD;
          case "parked" -> Ink.BAD;
          default -> Ink.WARN;
        });
  }
}
