package io.plusgate.packaged;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes beside an installed jar: faster when it fits, never in the way. */
class ArchiveIT {
  private static final String FROM_ARCHIVE = "io.plusgate.cli.Plusgate source: shared objects file";
  private static final String FROM_JAR = "io.plusgate.cli.Plusgate source: file:";

  @TempDir private static Path installed = Path.of(".");
  private static Path archive = Path.of(".");
  private static byte[] whole = new byte[0];
  private static String natives = "";

  @BeforeAll
  static void makeOne() throws IOException {
    Files.copy(Path.of("plusgate"), installed.resolve("plusgate"));
    Files.copy(Path.of("target/plusgate.jar"), installed.resolve("plusgate.jar"));
    try (var make = launch(Map.of("PLUSGATE_ARCHIVE", "make"))) {
      assertThat(make.exitCode()).describedAs(make.err()).isZero();
      archive = Path.of(make.out().strip());
    }
    whole = Files.readAllBytes(archive);
    natives =
        names().stream().filter(name -> name.startsWith("plusgate-natives.")).findFirst().get();
  }

  @AfterAll
  static void forget() {
    whole = new byte[0];
  }

  @Test
  void aStartTakesItsClassesFromIt() throws IOException {
    archiveIs(whole);

    assertThat(loading(Map.of())).contains(FROM_ARCHIVE).doesNotContain(FROM_JAR);
    assertThat(names()).noneMatch(name -> name.endsWith(".making"));
  }

  @Test
  void aStartWithoutNeitherNeedsNorMakesOne() throws IOException {
    Files.delete(archive);

    assertThat(loading(Map.of())).contains(FROM_JAR);
    assertThat(names()).containsExactlyInAnyOrder("plusgate", "plusgate.jar", natives);
  }

  @Test
  void canBeSwitchedOff() throws IOException {
    archiveIs(whole);

    assertThat(loading(Map.of("PLUSGATE_ARCHIVE", "no"))).contains(FROM_JAR);
  }

  @Test
  void aJarOfAnotherTimeIsRunWithout() throws IOException {
    archiveIs(whole);
    Path jar = installed.resolve("plusgate.jar");
    FileTime before = Files.getLastModifiedTime(jar);

    Files.setLastModifiedTime(jar, hourLater(before));
    assertThat(loading(Map.of())).contains(FROM_JAR);

    Files.setLastModifiedTime(jar, before);
  }

  @Test
  void rubbishAndWhatIsCutShortOrDamagedIsNoticedAndPassedOver() throws IOException {
    byte[] damaged = whole.clone();
    for (int at = 3_000; at < 20_000; at++) {
      damaged[at] ^= 0x55;
    }
    byte[] worn = whole.clone();
    worn[worn.length / 2] ^= 0x55;

    for (byte[] wrong : List.of("rubbish".getBytes(US_ASCII), cutShort(), damaged, worn)) {
      archiveIs(wrong);
      try (var version = launch(Map.of(), "version")) {
        assertThat(version.exitCode()).describedAs(version.err()).isZero();
        assertThat(version.out().lines()).hasSize(1).first().asString().startsWith("plusgate 0.");
        assertThat(version.err()).isEmpty();
      }
    }
  }

  private static byte[] cutShort() {
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static void archiveIs(byte[] bytes) throws IOException {
    Path made = installed.resolve("made");
    Files.write(made, bytes);
    Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileTime hourLater(FileTime time) {
    return FileTime.from(time.toInstant().plus(Duration.ofHours(1)));
  }

  /** Where a start took its classes from. */
  private static String loading(Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.put("PLUSGATE_JAVA_OPTS", "-XX:+UseSerialGC -Xlog:class+load");
    try (var version = launch(all, "version")) {
      assertThat(version.exitCode()).describedAs(version.err()).isZero();
      return version.out();
    }
  }

  private static Launched launch(Map<String, String> environment, String... arguments) {
    return Launched.installed(installed, environment, arguments);
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(installed)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.matches("(out|err).*\\.txt"))
          .toList();
    }
  }
}
