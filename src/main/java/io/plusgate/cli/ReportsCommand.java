package io.plusgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plusgate reports}: Alipay+'s report files. */
@Command(
    name = "reports",
    description = "Fetch Alipay+'s report files, or learn how they are written.",
    mixinStandardHelpOptions = true,
    subcommands = {ReportsFetchCommand.class, ReportsLearnCommand.class},
    footer = {"", "Example:", "  plusgate reports fetch --help"})
final class ReportsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
