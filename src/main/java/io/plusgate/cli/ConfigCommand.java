package io.plusgate.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code plusgate config}: looks at a configuration without starting anything. */
@Command(
    name = "config",
    description = "Look at a configuration without starting anything.",
    mixinStandardHelpOptions = true,
    subcommands = ConfigCommand.Check.class)
final class ConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** {@code plusgate config check FILE}. */
  @Command(
      name = "check",
      description = "Read a configuration and name everything that is wrong with it, at once.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @ParentCommand private ConfigCommand parent;

    @Parameters(paramLabel = "FILE", description = "e.g. conf/gateway.yaml")
    private Path file;

    @Override
    public Integer call() {
      var out = parent.spec.commandLine().getOut();
      return ConfigFiles.read(file, parent.spec.commandLine().getErr())
          .map(
              config -> {
                out.println(
                    file
                        + ": fine ("
                        + config.role()
                        + ", "
                        + config.clients().size()
                        + " client"
                        + (config.clients().size() == 1 ? ")" : "s)"));
                return ExitCode.FINE;
              })
          .orElse(ExitCode.USAGE);
    }
  }
}
