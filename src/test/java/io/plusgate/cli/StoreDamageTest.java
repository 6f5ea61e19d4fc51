package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.store.SampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with flipped bytes: named, left as it was, never copied as if it were sound. */
class StoreDamageTest {
  @TempDir private Path place;
  private Path folder;

  @BeforeEach
  void write() throws Exception {
    folder = SampleFolder.write(place.resolve("data"));
  }

  @Test
  void namesADamagedTableWhicheverItIs() throws Exception {
    for (Path table : files(".sst")) {
      byte[] sound = Files.readAllBytes(table);
      damage(table);

      var checked = Typed.plusgate("store", "check", "--folder", folder);

      assertThat(checked.code()).isEqualTo(1);
      assertThat(checked.out()).contains("wrong: ").contains(table.getFileName().toString());
      assertThat(checked.err()).isEmpty();
      Files.write(table, sound);
    }
    assertThat(Typed.plusgate("store", "check", "--folder", folder).code()).isZero();
  }

  @Test
  void namesADamagedManifest() throws Exception {
    damage(files("MANIFEST").get(0));

    var checked = Typed.plusgate("store", "check", "--folder", folder, "--output", "json");

    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.json().getBoolean("fine")).isFalse();
    assertThat(checked.json().getJsonArray("problems").getString(0)).contains("MANIFEST");
  }

  @Test
  void leavesADamagedFolderAsItWas() throws Exception {
    damage(files(".sst").get(0));
    var before = names();

    assertThat(Typed.plusgate("store", "check", "--folder", folder).code()).isEqualTo(1);

    assertThat(names()).isEqualTo(before);
  }

  @Test
  void isNotBackedUpAsIfItWereSound() throws Exception {
    damage(files(".sst").get(0));

    var backup = Typed.plusgate("store", "backup", place.resolve("backup"), "--folder", folder);

    assertThat(backup.code()).isEqualTo(1);
    assertThat(backup.err()).contains("block checksum mismatch");
    assertThat(place.resolve("backup")).doesNotExist();
  }

  @Test
  void backsUpAFolderAndFindsTheCopyFine() {
    var backup =
        Typed.plusgate(
            "store", "backup", place.resolve("backup"), "--folder", folder, "--output", "json");

    assertThat(backup.code()).isZero();
    assertThat(backup.json().getLong("rows")).isGreaterThan(10);
    assertThat(Typed.plusgate("store", "check", "--folder", place.resolve("backup")).code())
        .isZero();
    assertThat(Typed.plusgate("store", "backup", place.resolve("backup"), "--folder", folder))
        .extracting(Typed::code)
        .isEqualTo(2);
  }

  private List<Path> files(String part) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().contains(part)).sorted().toList();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** One flipped bit. */
  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 4] ^= 0x10;
    Files.write(file, bytes);
  }
}
