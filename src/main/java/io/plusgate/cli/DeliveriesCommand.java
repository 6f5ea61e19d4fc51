package io.plusgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code plusgate deliveries}: what the backend has been told, is still to be told, or would not
 * take.
 */
@Command(
    name = "deliveries",
    description = "See what the backend was told, is still to be told, or would not take.",
    mixinStandardHelpOptions = true,
    subcommands = {DeliveriesListCommand.class},
    footer = {"", "Example:", "  plusgate deliveries list --state parked"})
final class DeliveriesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
