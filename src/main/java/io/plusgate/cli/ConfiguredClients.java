package io.plusgate.cli;

import static picocli.CommandLine.Spec.Target.MIXEE;

import io.plusgate.config.ClientConfig;
import io.plusgate.config.GatewayConfig;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --config}: ids, keys and routes from a gateway's configuration. */
final class ConfiguredClients {
  @Spec(MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Take ids, keys and routes from this configuration.")
  private Optional<Path> file;

  /** The configuration, when one was named; a wrong one ends the command. */
  Optional<GatewayConfig> config() {
    return file.map(
        named ->
            ConfigFiles.read(named, command.commandLine().getErr())
                .orElseThrow(() -> ExitException.usage(named + ": see above")));
  }

  /** The client of this id, or the only (first) one when no id was given. */
  static ClientConfig one(GatewayConfig config, Optional<String> clientId) {
    return config.clients().stream()
        .filter(client -> clientId.isEmpty() || clientId.get().equals(client.clientId()))
        .findFirst()
        .orElseThrow(
            () ->
                ExitException.usage(
                    "clientId: "
                        + clientId.orElse("")
                        + " (expected: one of "
                        + config.clients().stream().map(ClientConfig::clientId).toList()
                        + ")"));
  }
}
