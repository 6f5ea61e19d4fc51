package io.plusgate.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Where Jazzer's engine comes in; {@code -Dfuzz.target=…} says which target it drives. */
public final class JazzerEntry {
  private static final FuzzTarget TARGET = target();

  private JazzerEntry() {}

  /** Called by the engine, once for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    TARGET.take(input);
  }

  private static FuzzTarget target() {
    try {
      return Targets.named(
          System.getProperty("fuzz.target", ""), Files.createTempDirectory("plusgate-fuzz"));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
