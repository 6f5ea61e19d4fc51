package io.plusgate.store;

import static io.plusgate.store.StoreHarness.await;
import static io.plusgate.store.StoreHarness.finish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.store.embedded.EmbeddedStore;
import io.plusgate.store.embedded.FolderCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway never starts on a damaged folder: it says which file, and touches none. */
class FolderDamageTest {
  private static final int SOME = 200;

  @TempDir private Path temporary;

  @Test
  void refusesADamagedTableWhicheverItIs() throws Exception {
    var folder = SampleFolder.write(temporary.resolve("data"));
    for (Path table : files(folder, ".sst")) {
      byte[] sound = Files.readAllBytes(table);
      damage(table, sound.length / 4);

      assertRefused(folder, table);

      Files.write(table, sound);
    }
    finish(open(folder).close());
  }

  @Test
  void refusesATableThatIsCutOrGone() throws Exception {
    var folder = SampleFolder.write(temporary.resolve("data"));
    Path table = files(folder, ".sst").get(0);
    byte[] sound = Files.readAllBytes(table);

    Files.write(table, Arrays.copyOf(sound, sound.length / 2));
    assertRefused(folder, table);

    Files.delete(table);
    assertRefused(folder, table);
  }

  @Test
  void refusesADamagedLogOfWhatWasAcknowledgedLast() throws Exception {
    var folder = killed();
    Path log =
        files(folder, ".log").stream().filter(file -> size(file) > 0).findFirst().orElseThrow();

    damage(log, (int) size(log) / 2);

    assertRefused(folder, log);
  }

  @Test
  void takesATornEndOfTheLogForAWriteThatNobodyWasToldOf() throws Exception {
    var folder = killed();
    Path log =
        files(folder, ".log").stream().filter(file -> size(file) > 0).findFirst().orElseThrow();
    byte[] bytes = Files.readAllBytes(log);

    Files.write(log, Arrays.copyOf(bytes, bytes.length - 5));

    var store = open(folder);
    var first = Samples.registrationNotified("r0", Samples.NOON);
    assertThat(await(store.recordNotification(first)).receipt()).isEqualTo(Receipt.DUPLICATE);
    finish(store.close());
  }

  private static void assertRefused(Path folder, Path damaged) throws IOException {
    String name = damaged.getFileName().toString();
    var before = contents(folder);

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("store.path: " + folder)
        .hasMessageContaining(name)
        .hasMessageContaining("plusgate store check --folder " + folder)
        .hasMessageContaining("docs/operations.md");
    assertThat(FolderCheck.check(folder).problems())
        .anySatisfy(problem -> assertThat(problem).contains(name));
    assertThat(contents(folder)).isEqualTo(before);
  }

  /** As a gateway leaves it that was killed: the last writes are in the log only. */
  private Path killed() throws Exception {
    var store = open(temporary.resolve("running"));
    for (int number = 0; number < SOME; number++) {
      var told = Samples.registrationNotified("r" + number, Samples.NOON);
      assertThat(await(store.recordNotification(told)).receipt()).isEqualTo(Receipt.FIRST);
    }
    var folder = Files.createDirectory(temporary.resolve("data"));
    for (Path file : files(temporary.resolve("running"), "")) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
    finish(store.close());
    return folder;
  }

  private static Store open(Path folder) {
    return EmbeddedStore.open(folder, new Random(1), Samples.ARBITER);
  }

  /** One flipped bit. */
  private static void damage(Path file, int place) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[place] ^= 0x10;
    Files.write(file, bytes);
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  /** Of the tables and logs that hold rows; RocksDB's own diary may grow. */
  private static Map<String, Integer> contents(Path folder) throws IOException {
    var contents = new TreeMap<String, Integer>();
    for (String end : List.of(".sst", ".log")) {
      for (Path file : files(folder, end)) {
        if (size(file) > 0) {
          contents.put(file.toString(), Arrays.hashCode(Files.readAllBytes(file)));
        }
      }
    }
    return contents;
  }
}
