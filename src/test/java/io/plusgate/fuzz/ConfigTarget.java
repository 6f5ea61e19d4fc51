package io.plusgate.fuzz;

import io.plusgate.config.ConfigProblem;
import io.plusgate.config.ConfigReader;
import io.plusgate.config.GatewayConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A configuration as somebody typed it: one that can be used, or problems with their places. */
final class ConfigTarget implements FuzzTarget {
  private final ConfigReader reader;
  private final ScratchFile file;

  ConfigTarget(Path folder) {
    reader = new ConfigReader(Map.of("NAME", "value"), folder);
    file = new ScratchFile(folder.resolve("gateway.yaml"));
    keep(folder.resolve("ours"));
    keep(folder.resolve("theirs"));
  }

  @Override
  public String name() {
    return "config";
  }

  @Override
  public int inputs() {
    return 2_500;
  }

  @Override
  public int longest() {
    return 4_096;
  }

  @Override
  public List<String> words() {
    return List.of(
        "store: { type: postgresql, uri: \"postgresql://a@b/c\" }\n",
        "inquiry: { schedules: { OrderCode: { gaps: [5s], for: 180s } } }\n",
        "deadlines: { pay: 8s }\n",
        "limits: { bodyBytes: 1MiB }\n",
        "${NAME}",
        "${NAME:default}",
        "$${",
        "&a ",
        "*a",
        "<<: *a\n",
        "<<: [*a, *a]\n",
        "!!int ",
        "? ",
        "--- ",
        "|\n",
        "[[[[[[[[",
        "{",
        "}",
        "- ",
        ": ",
        "\t",
        "#",
        "\"",
        "999999999h",
        "\uFEFF");
  }

  @Override
  public void take(byte[] input) {
    int said =
        reader
            .gateway(file.with(input))
            .match(
                loaded -> usable(loaded.config(), loaded.warnings()),
                refused -> explained(refused.problems(), input));
    Promised.that(said > 0, "it is a configuration or has problems");
  }

  private static int usable(GatewayConfig config, List<ConfigProblem> warnings) {
    Promised.that(
        warnings.stream().noneMatch(warning -> warning.text().isBlank()), "a warning has words");
    return config.clients().size();
  }

  private static int explained(List<ConfigProblem> problems, byte[] input) {
    int lines = 1;
    for (byte one : input) {
      lines += one == '\n' || one == '\r' || (one & 0x80) != 0 ? 1 : 0;
    }
    int last = lines;
    for (var problem : problems) {
      Promised.that(!problem.text().isBlank(), "a problem has words");
      Promised.that(
          problem.line().stream().allMatch(line -> line >= 1 && line <= last),
          "the line is one of the file's: " + problem);
    }
    return problems.size();
  }

  /** Something that a path of the configuration can name. */
  private static void keep(Path path) {
    try {
      Files.writeString(path, "one line");
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
