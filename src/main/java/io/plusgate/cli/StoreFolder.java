package io.plusgate.cli;

import static picocli.CommandLine.Spec.Target.MIXEE;

import io.plusgate.config.StoreConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that name the folder of an embedded store, or the configuration that names it. */
final class StoreFolder {
  @Spec(MIXEE)
  private CommandSpec command;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "The store's folder (store.path), instead of --config.")
  private @Nullable Path folder;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "conf/gateway.yaml",
      description = "The gateway's configuration (default: ${DEFAULT-VALUE}).")
  private Path file;

  /** The folder, whether or not there is a store in it. */
  Path path() {
    return folder != null ? folder : configured();
  }

  private Path configured() {
    var config =
        ConfigFiles.read(file, command.commandLine().getErr())
            .orElseThrow(
                () ->
                    ExitException.usage(
                        "--config: " + file + " (expected: a configuration without errors)"));
    return config.store().engine().<Path>match(StoreConfig.Embedded::path, server -> none());
  }

  private Path none() {
    throw ExitException.usage(
        file
            + ": its store is PostgreSQL (expected: an embedded one; a database has"
            + " pg_dump)");
  }
}
