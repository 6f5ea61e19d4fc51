package io.plusgate.cli;

import static picocli.CommandLine.Spec.Target.MIXEE;

import io.plusgate.config.GatewayConfig;
import io.plusgate.config.ListenerConfig;
import io.plusgate.config.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that name a running gateway: its admin address, or its configuration. */
final class AdminAddress {
  private static final String USUAL = "http://127.0.0.1:9090";

  @Spec(MIXEE)
  private CommandSpec command;

  @Option(
      names = "--admin",
      paramLabel = "URL",
      description = USUAL + " unless this or --config says otherwise.")
  private @Nullable String url;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The gateway's configuration, for its admin address and token.")
  private @Nullable Path file;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The admin listener's token, where it has one.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description =
          "The authority (PEM) to trust when the admin listener has TLS, instead of the system's;"
              + " with --config, its own certificate is trusted when it vouches for itself.")
  private Optional<Path> trust = Optional.empty();

  AdminClient client() {
    var listener = config().map(config -> config.listeners().admin());
    String address = url != null ? url : listener.map(AdminAddress::url).orElse(USUAL);
    Optional<String> token =
        tokenFile != null
            ? Optional.of(read(tokenFile))
            : listener.flatMap(ListenerConfig::token).map(SecretFile::text);
    Optional<Path> authority = trust.or(() -> listener.flatMap(TrustedHttp::ownAuthority));
    return new AdminClient(address, token, authority, command.commandLine().getErr());
  }

  /** Where the configuration is; a command that is not told ends. */
  Path configFile() {
    if (file == null) {
      throw ExitException.usage("--config: missing (expected: the gateway's configuration)");
    }
    return file;
  }

  /** The configuration, when one is named. */
  Optional<GatewayConfig> config() {
    if (file == null) {
      return Optional.empty();
    }
    var read = ConfigFiles.read(file, command.commandLine().getErr());
    if (read.isEmpty()) {
      throw ExitException.usage(
          "--config: " + file + " (expected: a configuration without errors)");
    }
    return read;
  }

  private static String url(ListenerConfig listener) {
    String host = listener.host().equals("0.0.0.0") ? "127.0.0.1" : listener.host();
    String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return (listener.tls().isPresent() ? "https://" : "http://") + literal + ":" + listener.port();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw ExitException.usage("--token-file: " + file + " (expected: a readable file)");
    }
  }
}
