package io.plusgate.cli;

import io.plusgate.config.ConfigResult;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;

/**
 * A gateway's configuration that a command changes: only to one that can be loaded, at once, and
 * with the text before it kept beside it for one step back.
 */
final class ChangedFile {
  private final Path file;

  ChangedFile(Path file) {
    this.file = file;
  }

  /** As it is now. */
  GatewayConfig now() {
    return loaded(file);
  }

  /** What a draft must pass before it takes the file's place. */
  interface Trial {
    /** Ends the command when the draft will not do. */
    void of(GatewayConfig draft) throws InterruptedException;
  }

  /** Changes it; on return the new text is in its place and the old one can be taken back. */
  void change(UnaryOperator<YamlText> edit, Trial trial) throws IOException, InterruptedException {
    Path draft = beside(".next");
    copy(file, draft);
    try {
      Files.writeString(draft, edited(Files.readString(file), edit));
      trial.of(loaded(draft));
      copy(file, beside(".before"));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Takes the last change back; what is in force again, and no more kept for another step back. */
  GatewayConfig back() throws IOException {
    Path before = beside(".before");
    if (!Files.exists(before)) {
      throw ExitException.usage(before + ": not there (expected: what keys rotate has kept)");
    }
    var kept = loaded(before);
    Files.move(before, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return kept;
  }

  private String edited(String text, UnaryOperator<YamlText> edit) {
    try {
      return edit.apply(new YamlText(text)).text();
    } catch (IllegalArgumentException notHere) {
      throw ExitException.usage(file + ": " + notHere.getMessage());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static GatewayConfig loaded(Path from) {
    ConfigResult<GatewayConfig> result = ConfigFiles.checked(from);
    return result.match(
        loaded -> loaded.config(),
        refused -> {
          throw ExitException.usage(refused.problems().toString());
        });
  }
}
