package io.plusgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page that is made of the program, and kept so that people can read it without. */
public final class MadePage {
  private static final Path MADE = Path.of("target/reference");

  private MadePage() {}

  /** Holds the page against what it would be now, and says how to bring it up to date. */
  public static void assertFresh(String page, String text) throws IOException {
    Path kept = Path.of(page);
    Path fresh = Files.createDirectories(MADE).resolve(kept.getFileName());
    Files.writeString(fresh, text);

    assertThat(Files.exists(kept) ? Files.readString(kept) : "")
        .as("%s is stale; if the change is meant: cp %s %s", page, fresh, page)
        .isEqualTo(text);
  }
}
