package io.plusgate.cli;

import io.plusgate.app.Gateway;
import io.plusgate.config.GatewayConfig;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate run}: runs the gateway until SIGTERM, then drains. */
@Command(
    name = "run",
    description =
        "Run the gateway until SIGTERM or Ctrl-C; then finish what is in flight and exit 0.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate run --config conf/gateway.yaml"})
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "conf/gateway.yaml",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Override
  public Integer call() throws InterruptedException {
    var err = spec.commandLine().getErr();
    var config = ConfigFiles.read(file, err);
    return config.isPresent() ? run(config.get()) : ExitCode.USAGE;
  }

  private int run(GatewayConfig config) throws InterruptedException {
    Logging.configure(config.log());
    var vertx = Vertx.vertx();
    try {
      var gateway = Blocking.await(Gateway.start(vertx, config, Clock.systemUTC()));
      return Foreground.untilStopped(gateway::close);
    } catch (Blocking.FailedException failed) {
      spec.commandLine().getErr().println("plusgate: " + failed.getMessage());
      return ExitCode.USAGE;
    } finally {
      vertx.close().onFailure(ignored -> {});
    }
  }
}
