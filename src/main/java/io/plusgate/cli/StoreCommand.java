package io.plusgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plusgate store}: looks into the gateway's memory. */
@Command(
    name = "store",
    description = "Look into the gateway's memory.",
    mixinStandardHelpOptions = true,
    subcommands = {
      StoreShowCommand.class,
      StoreExportCommand.class,
      StoreCheckCommand.class,
      StoreBackupCommand.class,
      StoreRestoreCommand.class,
      StoreRestoredCommand.class,
      StoreCopyCommand.class
    },
    footer = {"", "Example:", "  plusgate store show"})
final class StoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
