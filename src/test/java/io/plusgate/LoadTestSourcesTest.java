package io.plusgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The load tests' neighbours run from source and the benchmarks in a profile, so the build would
 * not see that they no longer do.
 */
class LoadTestSourcesTest {
  @ParameterizedTest
  @ValueSource(strings = {"load-tests", "src/bench/java"})
  void theyCompileAgainstWhatTheyMeasure(Path sourceFolder, @TempDir Path classes)
      throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new StringWriter();
    try (var folder = Files.walk(sourceFolder);
        var files = compiler.getStandardFileManager(null, null, null)) {
      var sources = folder.filter(file -> file.toString().endsWith(".java")).toList();
      var options = List.of("-proc:none", "-nowarn", "-d", classes.toString());

      boolean compiled =
          compiler
              .getTask(
                  problems, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();

      assertThat(sources).isNotEmpty();
      assertThat(compiled).describedAs(problems.toString()).isTrue();
    }
  }
}
