package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image runs: a runtime of only the modules we need, which a new library may outgrow. */
class ImageIT {
  private static final String JDK = System.getProperty("java.home");

  @TempDir private Path folder;

  @Test
  void theSmallRuntimeGivesTheWholeTour() {
    assumeTrue(Files.isExecutable(Path.of(JDK, "bin/jlink")), "no JDK with jlink at " + JDK);
    String script = Path.of("deploy/image/runtime.sh").toAbsolutePath().toString();
    String jar = Path.of("target/plusgate.jar").toAbsolutePath().toString();
    Path root = folder.resolve("root");

    try (var made = Launched.any(folder, Map.of("JAVA_HOME", JDK), script, root.toString(), jar)) {
      assertThat(made.exitCode()).describedAs(made.err()).isZero();
    }

    String java = root.resolve("opt/java/bin/java").toString();
    String inside = root.resolve("opt/plusgate/plusgate.jar").toString();
    assertThat(root.resolve("opt/plusgate/jvm.options"))
        .content()
        .contains("/opt/plusgate/natives");
    assertThat(root.resolve("opt/plusgate/natives")).isDirectoryContaining("glob:**rocksdb*");
    try (var demo = Launched.any(folder, Map.of(), java, "-jar", inside, "demo", "--once")) {
      assertThat(demo.exitCode()).describedAs(demo.err()).isZero();
      assertThat(demo.out()).contains("✓").doesNotContain("✗");
    }
  }
}
