package io.plusgate.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With which options the launcher starts which Java; the Java here only prints them. */
class LauncherOptionsTest {
  private static final String TRIM = "-XX:TrimNativeHeapInterval=";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.2", "17.0.9", "18.0.1", "21", "21.0.1", "22", "22.0.1"})
  void startsNoJavaWithAnOptionThatItWouldEndAt(String version) throws Exception {
    assertThat(options(version)).contains("-Xmx64m").doesNotContain(TRIM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.15", "17.0.20.1", "21.0.6", "23", "25.0.1", "26"})
  void givesMemoryBackWhereJavaCan(String version) throws Exception {
    assumeTrue("Linux".equals(System.getProperty("os.name")), "only glibc keeps it");

    assertThat(options(version)).contains("-Xmx64m").contains(TRIM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.9", "17.0.15", "25"})
  void letsNoJavaPassOverAMistypedOption(String version) throws Exception {
    assertThat(options(version)).doesNotContain("IgnoreUnrecognizedVMOptions");
  }

  private String options(String version) throws IOException, InterruptedException {
    Path launcher = folder.resolve("plusgate");
    Path java = folder.resolve("jdk/bin/java");
    Files.copy(Path.of("plusgate"), launcher);
    Files.createFile(folder.resolve("plusgate.jar"));
    Files.createDirectories(java.getParent());
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));

    var builder = new ProcessBuilder("bash", launcher.toString(), "version");
    builder.environment().put("PLUSGATE_JAVA", java.toString());
    builder.environment().remove("PLUSGATE_JAVA_OPTS");
    var process = builder.redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    return told;
  }
}
