package io.plusgate.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/tracing.md names all that a span can say. */
class TracingPageTest {
  @Test
  void namesEveryHopAndEveryAttribute() throws IOException {
    var page = Files.readString(Path.of("docs/tracing.md"));

    for (var hop : Hop.values()) {
      assertThat(page).contains("| `" + hop.words() + "` |");
    }
    for (var note : Note.values()) {
      assertThat(page).contains("`" + note.attribute() + "`");
    }
  }
}
