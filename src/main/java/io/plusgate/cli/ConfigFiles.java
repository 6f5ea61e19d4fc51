package io.plusgate.cli;

import io.plusgate.app.KeyLoading;
import io.plusgate.config.ConfigProblem;
import io.plusgate.config.ConfigReader;
import io.plusgate.config.ConfigResult;
import io.plusgate.config.ConfigResult.Loaded;
import io.plusgate.config.ConfigResult.Refused;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.SimulatorFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a configuration for a command and tells a person everything that is wrong with it. */
final class ConfigFiles {
  private ConfigFiles() {}

  /** The gateway's configuration, or nothing after every problem was printed. */
  static Optional<GatewayConfig> read(Path file, PrintWriter err) {
    return told(file, reader().gateway(file), err);
  }

  /** The simulator's configuration, or nothing after every problem was printed. */
  static Optional<SimulatorFile> readSimulator(Path file, PrintWriter err) {
    return told(file, reader().simulator(file), err);
  }

  /** Checked as well, or nothing after every problem was printed. */
  static Optional<GatewayConfig> readChecked(Path file, PrintWriter err) {
    return told(file, checked(file), err);
  }

  /** The gateway's configuration, or its problems, for who shows them in a way of its own. */
  static ConfigResult<GatewayConfig> result(Path file) {
    return reader().gateway(file);
  }

  /** The same, and its keys are read as the gateway reads them when it starts. */
  static ConfigResult<GatewayConfig> checked(Path file) {
    return result(file).match(ConfigFiles::withKeys, refused -> refused);
  }

  private static ConfigResult<GatewayConfig> withKeys(Loaded<GatewayConfig> loaded) {
    var wrong = KeyLoading.of(loaded.config().clients()).problems();
    return wrong.isEmpty() ? loaded : new Refused<>(wrong);
  }

  private static ConfigReader reader() {
    return new ConfigReader(System.getenv(), Path.of(""));
  }

  private static <T> Optional<T> told(Path file, ConfigResult<T> result, PrintWriter err) {
    return result.match(
        loaded -> {
          print(loaded.warnings(), "warning: ", err);
          return Optional.of(loaded.config());
        },
        refused -> {
          err.println(file + ": " + count(refused.problems().size()) + ":");
          print(refused.problems(), "  ", err);
          return Optional.empty();
        });
  }

  private static void print(List<ConfigProblem> problems, String prefix, PrintWriter err) {
    problems.forEach(problem -> err.println(prefix + problem));
    err.flush();
  }

  private static String count(int problems) {
    return problems == 1 ? "1 problem" : problems + " problems";
  }
}
