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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code plusgate run}: runs the gateway until SIGTERM, then drains.
 *
 * <p>Its options are put together here, not read from annotations as those of all other commands:
 * reading them is a tenth of a start, and this is the command that has to start fast.
 */
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final String CONFIG = "--config";
  private static final String OUTPUT = "--output";

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("run");

  private RunCommand() {}

  /** What picocli has to know of it. */
  static CommandSpec spec() {
    var spec = new RunCommand().spec;
    spec.usageMessage()
        .description(
            "Run the gateway until SIGTERM or Ctrl-C; then finish what is in flight and exit 0.")
        .footer("", "Example:", "  plusgate run --config conf/gateway.yaml");
    HelpOptions.addTo(spec);
    return spec.addOption(
            OptionSpec.builder("-c", CONFIG)
                .type(Path.class)
                .paramLabel("FILE")
                .defaultValue("conf/gateway.yaml")
                .description("The configuration (default: ${DEFAULT-VALUE}).")
                .build())
        .addOption(
            OptionSpec.builder(OUTPUT)
                .type(Output.Form.class)
                .paramLabel("text|json")
                .defaultValue("text")
                .description(
                    "json: one line on stdout when the gateway has started, with its addresses"
                        + " (default: ${DEFAULT-VALUE}: the log alone says so); its state is"
                        + " ready, or not-ready without its store or after a restore.")
                .build());
  }

  @Override
  public Integer call() throws InterruptedException {
    var err = spec.commandLine().getErr();
    var config = ConfigFiles.read(file(), err);
    return config.isPresent() ? run(config.get()) : ExitCode.USAGE;
  }

  private Path file() {
    return spec.findOption(CONFIG).getValue();
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
    // Vert.x would make a folder in /tmp for files of the class path; it serves none.
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
    Path file = file();
    return new ConfigSource(() -> ConfigFiles.result(file), Logging::level);
  }

  /** An operator's way of saying that the files have changed. */
  private static void reload(Gateway gateway) {
    gateway.reload("SIGHUP").onFailure(bug -> LOG.error("reload failed by a bug of ours", bug));
  }

  private void sayStarted(Gateway gateway, GatewayConfig config) {
    if (spec.findOption(OUTPUT).getValue() == Output.Form.TEXT) {
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
