package io.plusgate.deploy;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Helm itself, from its own Go library, in a process of its own: a second runtime does not belong
 * beside all the other tests. One process for all cases, because it takes a second to load.
 */
final class HelmProcess {
  private HelmProcess() {}

  /**
   * Lints each chart and renders it once for each values file in its folder, as the release that
   * the file is named after; what Helm said stands beside it, in {@code NAME.out} or {@code
   * NAME.err}.
   */
  static void run(Map<Path, Path> casesByChart) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    String ours = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", ours)));
    command.add(HelmProcess.class.getName());
    casesByChart.forEach((chart, cases) -> command.addAll(List.of("" + chart, "" + cases)));
    Path log = Files.createTempFile("helm", ".log");
    int ended =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    String said = Files.readString(log);
    Files.delete(log);
    if (ended != 0) {
      throw new AssertionError("helm: " + ended + ": " + said);
    }
  }

  public static void main(String[] arguments) throws IOException {
    for (int at = 0; at < arguments.length; at += 2) {
      Path chart = Path.of(arguments[at]);
      Path cases = Path.of(arguments[at + 1]);
      var lint = new Helm(chart).lint().call();
      Files.writeString(cases.resolve("lint"), lint.isFailed() + "\n" + lint.getMessages());
      for (Path values : values(cases)) {
        render(chart, values);
      }
    }
  }

  private static List<Path> values(Path cases) throws IOException {
    try (Stream<Path> files = Files.list(cases)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static void render(Path chart, Path values) throws IOException {
    String name = values.getFileName().toString().replace(".yaml", "");
    try {
      String text =
          new Helm(chart)
              .template()
              .withName(name)
              .withNamespace("payments")
              .withValuesFile(values)
              .call();
      Files.writeString(values.resolveSibling(name + ".out"), text);
    } catch (IllegalStateException refused) {
      Files.writeString(values.resolveSibling(name + ".err"), String.valueOf(refused.getMessage()));
    }
  }
}
