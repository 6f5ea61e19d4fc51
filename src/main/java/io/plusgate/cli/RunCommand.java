package io.plusgate.cli;

import io.plusgate.app.ConfigSource;
import io.plusgate.app.Gateway;
import io.plusgate.app.StoreOpening;
import io.plusgate.config.GatewayConfig;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "conf/gateway.yaml",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description =
          "json: one line on stdout when the gateway has started, with its addresses (default:"
              + " ${DEFAULT-VALUE}: the log alone says so); its state is ready, or not-ready without"
              + " its store or after a restore.")
  private Output.Form form;

  @Override
  public Integer call() throws InterruptedException {
    var err = spec.commandLine().getErr();
    var config = ConfigFiles.read(file, err);
    return config.isPresent() ? run(config.get()) : ExitCode.USAGE;
  }

  private int run(GatewayConfig config) throws InterruptedException {
    StoreOpening.loadAhead(config.store());
    Logging.configure(config.log());
    var vertx = Vertx.vertx(options());
    try {
      // Heard before the doors open: a hangup waits for the start, and never ends the process.
      Promise<Gateway> running = Promise.promise();
      Signals.on("HUP", () -> running.future().onSuccess(RunCommand::reload));
      var gateway = Blocking.await(Gateway.start(vertx, config, source(), Clock.systemUTC()));
      running.complete(gateway);
      return Foreground.untilStopped(
          () -> gateway.drain().run().map(drained -> drained.isWhole()),
          gateway.drain()::hurry,
          longest(gateway),
          () -> sayStarted(gateway, config));
    } catch (Blocking.FailedException failed) {
      spec.commandLine().getErr().println("plusgate: " + failed.getMessage());
      return ExitCode.USAGE;
    } finally {
      vertx.close().onFailure(ignored -> {});
    }
  }

  private static VertxOptions options() {
    // No file is served from the jar by Vert.x's resolver, which would make a folder in /tmp for
    // it.
    var files =
        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    return new VertxOptions()
        .setPreferNativeTransport(true)
        .setDisableTCCL(true)
        .setFileSystemOptions(files);
  }

  private static Duration longest(Gateway gateway) {
    var longest = gateway.drain().longest();
    return longest.compareTo(Foreground.LONGEST_DRAIN) > 0 ? longest : Foreground.LONGEST_DRAIN;
  }

  private ConfigSource source() {
    return new ConfigSource(() -> ConfigFiles.result(file), Logging::level);
  }

  /** An operator's way of saying that the files have changed. */
  private static void reload(Gateway gateway) {
    gateway.reload("SIGHUP").onFailure(bug -> LOG.error("reload failed by a bug of ours", bug));
  }

  private void sayStarted(Gateway gateway, GatewayConfig config) {
    if (form == Output.Form.TEXT) {
      return;
    }
    var out = spec.commandLine().getOut();
    out.println(
        new JsonObject()
            .put("state", gateway.isReady() ? "ready" : "not-ready")
            .put("role", config.role().name())
            .put("backend", gateway.backendUrl())
            .put("alipayPlus", gateway.alipayPlusUrl())
            .put("admin", gateway.adminUrl())
            .encode());
    out.flush();
  }
}
