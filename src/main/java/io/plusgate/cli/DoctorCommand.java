package io.plusgate.cli;

import io.plusgate.config.ConfigProblem;
import io.plusgate.config.GatewayConfig;
import io.plusgate.doctor.Doctor;
import io.plusgate.doctor.Findings;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate doctor}: everything that a gateway needs, looked at before it is needed. */
@Command(
    name = "doctor",
    description = {
      "Look at everything a gateway needs, on the machine it will run on.",
      "Configuration, keys, RSA and its speed, certificates, Alipay+ (DNS, TLS, clock), backend,"
          + " store and its disk, ports, limits: ok, warn or fail of each, and what to do.",
      "Nothing is changed, and no API of Alipay+ is called: its base address is asked for any"
          + " answer. Works before the gateway runs and beside it."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing failed; there may be warnings",
      "1:something failed",
      "2:the configuration can't be used",
      "3:all that failed is that something did not answer"
    },
    subcommands = DoctorBackendCommand.class,
    footer = {"", "Example:", "  plusgate doctor --config conf/gateway.yaml"})
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final Output output = new Output();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "conf/gateway.yaml",
      description = "The gateway's configuration (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Override
  public Integer call() throws InterruptedException {
    Logging.quiet();
    return ConfigFiles.result(file)
        .match(
            loaded -> () -> examine(loaded.config(), loaded.warnings()),
            refused -> (Examination) () -> refuse(refused.problems()))
        .exitCode();
  }

  /** A way to an exit code that may have to wait. */
  private interface Examination {
    int exitCode() throws InterruptedException;
  }

  private int examine(GatewayConfig config, List<ConfigProblem> doubts)
      throws InterruptedException {
    var vertx = Vertx.vertx();
    Findings findings;
    try (var status = StatusLine.on(spec.commandLine().getErr(), "looking")) {
      var doctor = Doctor.of(vertx, Clock.systemUTC());
      findings = doctor.examine(config, doubts, part -> status.say("looking at " + part));
    } finally {
      vertx.close().onFailure(ignored -> {});
    }
    return FindingsOutput.print(findings, output);
  }

  private int refuse(List<ConfigProblem> problems) {
    var findings = new Findings();
    problems.forEach(
        problem ->
            findings.fail(
                "config",
                problem.path(),
                problem.toString(),
                "correct it in " + file + "; nothing else was looked at"));
    int failed = FindingsOutput.print(findings, output);
    return failed == ExitCode.FINE ? ExitCode.FINE : ExitCode.USAGE;
  }
}
