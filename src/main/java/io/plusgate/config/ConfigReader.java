package io.plusgate.config;

import io.plusgate.config.ConfigResult.Loaded;
import io.plusgate.config.ConfigResult.Refused;
import io.plusgate.config.YamlNode.Mapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Reads a configuration file and the files it names, and says everything that is wrong at once.
 *
 * <p>{@code ${NAME}} and {@code ${NAME:default}} in values come from the environment. Relative
 * paths start at the working directory, not at the folder of the file.
 */
public final class ConfigReader {
  private final Placeholders placeholders;
  private final NamedFiles files;

  public ConfigReader(Map<String, String> environment, Path workingDirectory) {
    placeholders = new Placeholders(environment);
    files = new NamedFiles(workingDirectory);
  }

  /** The gateway's configuration. */
  public ConfigResult<GatewayConfig> gateway(Path file) {
    return read(file, GatewayFile::read, Doubts::about);
  }

  /** The simulator's configuration. */
  public ConfigResult<SimulatorFile> simulator(Path file) {
    return read(file, SimulatorFile::read, (config, place, findings) -> {});
  }

  /** Every key of the gateway's configuration, sections in the order of the file. */
  public static List<ConfigKey> gatewayKeys() {
    return keys(GatewayFile::read, "gateway.yaml");
  }

  /** Every key of the simulator's configuration, sections in the order of the file. */
  public static List<ConfigKey> simulatorKeys() {
    return keys(SimulatorFile::read, "simulator.yaml");
  }

  private <T> ConfigResult<T> read(
      Path file, Function<Section, Optional<T>> make, Doubting<T> doubting) {
    var findings = new Findings();
    Optional<Mapping> top =
        ConfigText.read(resolved(file), findings).flatMap(text -> YamlFile.parse(text, findings));
    var reading = Reading.of(findings, placeholders, files);
    Optional<T> config = top.flatMap(mapping -> make.apply(reading.top(mapping)));
    if (config.isEmpty() || !findings.problems().isEmpty()) {
      return new Refused<>(findings.problems());
    }
    top.ifPresent(mapping -> doubting.doubt(config.get(), Place.top(mapping)::line, findings));
    return new Loaded<>(config.get(), findings.warnings());
  }

  private Path resolved(Path file) {
    return files.resolve(file.toString());
  }

  private static <T> List<ConfigKey> keys(Function<Section, Optional<T>> make, String commented) {
    var reading = Reading.probe();
    var unused = make.apply(reading.top(Place.nothing(0)));
    var file = CommentedFile.shipped(commented);
    return reading.keys().values().stream().map(key -> key.explainedBy(file)).toList();
  }

  /** Looks for what is lawful and still doubtful. */
  @FunctionalInterface
  private interface Doubting<T> {
    void doubt(T config, ToIntFunction<String> line, Findings findings);
  }
}
