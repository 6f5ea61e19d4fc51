package io.plusgate.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's recipes and the systemd unit: what they promise, and that they promise the same. */
class DeployFilesTest {
  private static final Path UNIT = Path.of("deploy/systemd/plusgate.service");

  @TempDir private Path folder;

  @Test
  void bothRecipesMakeTheSameImage() throws IOException {
    String docker = Files.readString(Path.of("deploy/Dockerfile"));
    String shell = Files.readString(Path.of("deploy/image/image.sh"));

    for (String promised :
        List.of(
            "MALLOC_ARENA_MAX=2",
            "-XX:+UseSerialGC -Xmx64m -Xmn8m -Xss512k -XX:+ExitOnOutOfMemoryError"
                + " -XX:TrimNativeHeapInterval=10000 -XX:CompileThresholdScaling=3",
            "/opt/java/bin/java",
            "@/opt/plusgate/jvm.options",
            "/opt/plusgate/plusgate.jar",
            "/etc/plusgate/gateway.yaml",
            "ROCKSDB_MUSL_LIBC=false",
            "65532",
            "8080",
            "8443",
            "9090")) {
      assertThat(docker).contains(promised);
      assertThat(shell).contains(promised);
    }
    assertThat(Files.readString(Path.of("plusgate")))
        .contains(
            "-XX:+UseSerialGC -Xmx64m -Xmn8m -Xss512k -XX:+ExitOnOutOfMemoryError",
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:CompileThresholdScaling=3",
            "MALLOC_ARENA_MAX:-2",
            "ROCKSDB_MUSL_LIBC:-false");
  }

  @Test
  void theLastStageRunsAsNobodySpecialAndHasNoShell() throws IOException {
    String docker = Files.readString(Path.of("deploy/Dockerfile"));
    String last = docker.substring(docker.lastIndexOf("\nFROM "));

    assertThat(last).contains("distroless", "\nUSER 65532:65532\n").doesNotContain("\nRUN ");
    assertThat(docker).doesNotContain(":latest", "\nADD ");
  }

  @Test
  void theImageSeesNoSecretsWhileItIsBuilt() throws IOException {
    assertThat(Files.readAllLines(Path.of(".dockerignore"))).contains("certs", "data");
  }

  @Test
  void systemdTakesTheUnit() throws Exception {
    Tool.assumeInstalled("systemd-analyze");

    String said = Tool.run(folder, List.of("systemd-analyze", "verify", "--man=no", runnable()));

    assertThat(said).doesNotContain("plusgate.service");
  }

  /** By systemd's own count, 0 being no exposure at all and 10 all of it; 1.2 when written. */
  @Test
  void theUnitIsExposedToAlmostNothing() throws Exception {
    Tool.assumeInstalled("systemd-analyze");

    String said =
        Tool.run(
            folder,
            List.of(
                "systemd-analyze",
                "security",
                "--no-pager",
                "--offline=yes",
                "--threshold=15",
                runnable()));

    assertThat(said).contains("Overall exposure level");
  }

  @Test
  void theUnitWaitsLongerThanTheDrainAndDoesNotRepeatAWrongConfiguration() throws IOException {
    assertThat(Files.readAllLines(UNIT))
        .contains("TimeoutStopSec=75", "RestartPreventExitStatus=2", "UMask=0077");
  }

  /** On this machine neither the program nor its user need be there. */
  private String runnable() throws IOException {
    String unit = Files.readString(UNIT);
    assertThat(unit).contains("ExecStart=/opt/plusgate/plusgate run", "User=plusgate");
    Path here = folder.resolve("plusgate.service");
    Files.writeString(
        here,
        unit.replace("ExecStart=/opt/plusgate/plusgate", "ExecStart=/bin/true")
            .replace("=plusgate\nGroup=plusgate", "=daemon\nGroup=daemon"));
    return here.toString();
  }
}
