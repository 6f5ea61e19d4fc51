package io.plusgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plusgate payments}: where payments stand, and what has happened to one. */
@Command(
    name = "payments",
    description = "See where payments stand, and all that has happened to one.",
    mixinStandardHelpOptions = true,
    subcommands = {PaymentsListCommand.class, PaymentsShowCommand.class},
    footer = {"", "Example:", "  plusgate payments show pay_20261126_000123"})
final class PaymentsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
