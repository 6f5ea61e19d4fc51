package io.plusgate.cli;

import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code plusgate}: the command and its subcommands. */
@Command(
    name = "plusgate",
    description = "The sidecar gateway between a payment backend and Alipay+.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      SimulatorCommand.class,
      InitCommand.class,
      DoctorCommand.class,
      RehearseCommand.class,
      ConfigCommand.class,
      KeysCommand.class,
      SignCommand.class,
      VerifyCommand.class,
      NotifyCommand.class,
      ListenCommand.class,
      PaymentsCommand.class,
      DeliveriesCommand.class,
      ReplayCommand.class,
      StoreCommand.class,
      ReconcileCommand.class,
      ExceptionsCommand.class,
      ReportsCommand.class,
      CompletionCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:fine",
      "1:the answer is no",
      "2:wrong usage or configuration",
      "3:something could not be reached"
    },
    footer = {
      "",
      "Start with:  plusgate demo          a tour on this machine, nothing to set up",
      "Then:        plusgate run --config conf/gateway.yaml"
    })
public final class Plusgate {
  private Plusgate() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line, as it is run, documented and tested. */
  static CommandLine commandLine() {
    var commandLine =
        new CommandLine(new Plusgate())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .registerConverter(Duration.class, new WrongUsage.Length())
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler(WrongUsage::handle)
            .setExecutionExceptionHandler(ExitException::handle);
    commandLine.getSubcommands().values().forEach(one -> complete(one, commandLine));
    return commandLine;
  }

  /** The version, and the usual exit codes for a command that says nothing else of its own. */
  private static void complete(CommandLine command, CommandLine root) {
    var spec = command.getCommandSpec();
    var usage = spec.usageMessage();
    var usual = root.getCommandSpec().usageMessage();
    spec.versionProvider(root.getCommandSpec().versionProvider());
    if (usage.exitCodeList().isEmpty()) {
      usage.exitCodeListHeading(usual.exitCodeListHeading()).exitCodeList(usual.exitCodeList());
    }
    command.getSubcommands().values().forEach(below -> complete(below, root));
  }
}
