package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In no build: has Jazzer, a coverage-guided engine, look for ways through one target that nobody
 * thought of, and keeps the small inputs that led there. docs/fuzzing.md says how to start it.
 */
class JazzerRun {
  private static final String ENGINE = "com.code_intelligence.jazzer.Jazzer";
  private static final Path WORK = Path.of("target/fuzz");
  private static final int MOST_KEPT = 100;
  private static final int LARGEST_KEPT = 400;

  @TempDir private Path folder;

  @Test
  void noWayThroughBreaksAPromise() throws IOException, InterruptedException {
    String name = System.getProperty("fuzz.target", "");
    assumeThat(name).as("-Dfuzz.target").isNotEmpty();
    var target = Targets.named(name, folder);
    Path corpus = Files.createDirectories(WORK.resolve("corpus-" + name));
    Path smallest = Files.createDirectories(WORK.resolve("smallest-" + name));
    empty(smallest);
    writeSeeds(corpus, Seeds.of(name));
    Path words = WORK.resolve("words-" + name);
    Files.write(words, target.words().stream().map(JazzerRun::quoted).toList());

    int ended =
        engine(
            name,
            List.of(
                "-max_total_time=" + Integer.getInteger("fuzz.seconds", 60),
                "-max_len=" + target.longest(),
                "-timeout=120",
                "-dict=" + words,
                "-use_value_profile=1",
                "-artifact_prefix=" + WORK + "/" + name + "-",
                corpus.toString()));
    int merged = engine(name, List.of("-merge=1", smallest.toString(), corpus.toString()));

    assertThat(merged).as("exit code of the merge").isZero();
    Seeds.keepFound(name, worthKeeping(smallest, Seeds.chosen(name)));
    assertThat(ended).as("exit code; a crash is kept in " + WORK + "/" + name + "-*").isZero();
  }

  private static int engine(String target, List<String> options)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx1g", "-XX:+EnableDynamicAgentLoading", "-Dfuzz.target=" + target));
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", "")));
    command.addAll(List.of(ENGINE, "--target_class=" + JazzerEntry.class.getName()));
    command.add("--instrumentation_includes=io.plusgate.**:com.fasterxml.**:org.yaml.**");
    command.add("--reproducer_path=" + WORK);
    command.addAll(options);
    Files.write(WORK.resolve("command-" + target), command);
    var log = WORK.resolve("log-" + target).toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start()
        .waitFor();
  }

  private static void writeSeeds(Path corpus, List<byte[]> seeds) throws IOException {
    for (int seed = 0; seed < seeds.size(); seed++) {
      Files.write(corpus.resolve("seed-" + seed), seeds.get(seed));
    }
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static Stream<byte[]> worthKeeping(Path folder, List<byte[]> seeds) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(JazzerRun::read)
          .filter(input -> input.length <= LARGEST_KEPT)
          .filter(input -> seeds.stream().noneMatch(seed -> Arrays.equals(seed, input)))
          .sorted(Comparator.comparingInt(input -> input.length))
          .limit(MOST_KEPT)
          .toList()
          .stream();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A word as libFuzzer's dictionaries have it. */
  private static String quoted(String word) {
    return '"' + Seeds.escaped(word.getBytes(UTF_8)).replace("\"", "\\x22") + '"';
  }
}
