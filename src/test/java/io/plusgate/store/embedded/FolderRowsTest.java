package io.plusgate.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.store.SampleFolder;
import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.copy.Kept;
import io.plusgate.store.copy.Part;
import io.plusgate.store.copy.Tally;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is carried out of a folder: all of it, or nothing. */
class FolderRowsTest {
  @TempDir private Path place;
  private Path folder;

  @BeforeEach
  void write() throws Exception {
    folder = SampleFolder.write(place.resolve("data"));
  }

  @Test
  void countsTheSameInAnyOrder() {
    var rows = new ArrayList<Kept>();
    try (var reading = FolderRows.open(folder)) {
      reading.each(Part.EVENTS, rows::add);
    }

    var once = tally(rows);
    Collections.shuffle(rows, new Random(3));

    assertThat(tally(rows).of(Part.EVENTS)).isEqualTo(once.of(Part.EVENTS));
    assertThat(tally(rows.subList(1, rows.size())).of(Part.EVENTS))
        .isNotEqualTo(once.of(Part.EVENTS));
    assertThat(once.of(Part.EVENTS).rows()).isEqualTo(4);
    assertThat(once.of(Part.RECEIPTS).rows()).isZero();
  }

  @Test
  void refusesARowThatItWouldLeaveBehind() throws Exception {
    try (var database = Database.open(folder)) {
      var newer = new Database.Change(Kind.META, "newer".getBytes(UTF_8), new byte[] {1});
      database.write(List.of(newer));
    }

    assertThatThrownBy(() -> FolderRows.open(folder))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("has a row newer, which would be left behind");
  }

  @Test
  void refusesAFamilyThatItWouldLeaveBehind() throws Exception {
    try (var database = Database.open(folder, Set.of("newer"))) {
      database.load("newer", List.of(new View.Row(new byte[] {1}, new byte[] {1})));
      database.flush();
    }

    assertThatThrownBy(() -> FolderRows.open(folder))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("has a family newer, which would be left behind");
  }

  private static Tally tally(List<Kept> rows) {
    var tally = new Tally();
    rows.forEach(tally::add);
    return tally;
  }
}
