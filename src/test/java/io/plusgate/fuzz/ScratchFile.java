package io.plusgate.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One small file, written over and over, for readers that want a file. */
record ScratchFile(Path path) {

  /** The same file with this in it. */
  Path with(byte[] content) {
    try {
      return Files.write(path, content);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
