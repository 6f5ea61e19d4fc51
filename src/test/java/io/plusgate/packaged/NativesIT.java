package io.plusgate.packaged;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native libraries beside an installed jar: a gateway that has them unpacks nothing. */
class NativesIT {
  private static final List<String> EACH = List.of("rocksdb", "netty_transport", "Corretto");

  @TempDir private Path installed;
  private Path natives = Path.of(".");
  private Path temporary = Path.of(".");

  @BeforeEach
  void layOut() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "the system says what is loaded in /proc");
    Files.copy(Path.of("plusgate"), installed.resolve("plusgate"));
    Files.copy(Path.of("target/plusgate.jar"), installed.resolve("plusgate.jar"));
    temporary = Files.createDirectory(installed.resolve("tmp"));
    ended("init", "--sample");
    try (var make = Launched.installed(installed, Map.of("PLUSGATE_ARCHIVE", "make"))) {
      assertThat(make.exitCode()).describedAs(make.err()).isZero();
    }
    natives = inside(installed, name -> name.startsWith("plusgate-natives.")).get(0);
  }

  @Test
  void aGatewayTakesThemFromThereAndLeavesNothingBehindWhenItIsKilled() throws IOException {
    try (var gateway = runs()) {
      await().atMost(60, SECONDS).until(() -> loaded(gateway, natives).size() == EACH.size());
      gateway.kill();
      assertThat(gateway.exitCode()).isEqualTo(137);
    }
    assertThat(inside(temporary, name -> true)).isEmpty();
  }

  @Test
  void oneCutShortIsPassedOver() throws IOException {
    Path library = inside(natives, name -> name.contains("rocksdb")).get(0);
    try (var file = FileChannel.open(library, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }

    try (var gateway = runs()) {
      await().atMost(60, SECONDS).until(() -> loaded(gateway, temporary).size() == EACH.size());
      assertThat(loaded(gateway, natives)).isEmpty();
    }
  }

  /** Those that the gateway, which the launcher has become, has mapped from below this folder. */
  private static List<String> loaded(Launched gateway, Path folder) throws IOException {
    assertThat(gateway.isRunning()).describedAs(gateway.err()).isTrue();
    String real = folder.toRealPath().toString();
    var maps = Files.readAllLines(Path.of("/proc", Long.toString(gateway.pid()), "maps"));
    return EACH.stream()
        .filter(name -> maps.stream().anyMatch(map -> map.contains(real) && map.contains(name)))
        .toList();
  }

  private Launched runs() {
    return Launched.installed(
        installed,
        Map.of(
            "PLUSGATE_JAVA_OPTS",
            "-XX:+UseSerialGC -Xmx64m -Djava.io.tmpdir=" + temporary,
            "PLUSGATE_BACKEND_PORT",
            "0",
            "PLUSGATE_ALIPAYPLUS_PORT",
            "0",
            "PLUSGATE_ADMIN_PORT",
            "0"),
        "run");
  }

  private void ended(String... arguments) {
    try (var command = Launched.installed(installed, Map.of(), arguments)) {
      assertThat(command.exitCode()).describedAs(command.err()).isZero();
    }
  }

  private static List<Path> inside(Path folder, Predicate<String> name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> name.test(file.getFileName().toString())).toList();
    }
  }
}
