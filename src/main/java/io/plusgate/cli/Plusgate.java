package io.plusgate.cli;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * {@code plusgate}: the command and its subcommands; put together by hand, as {@link RunCommand}.
 */
public final class Plusgate {
  private static final String STRETCHING = "keystore.pkcs12.keyPbeIterationCount";

  private Plusgate() {}

  public static void main(String[] arguments) {
    // Vert.x keeps a listener's key in a store in memory under a password that everybody knows:
    // stretching it ten thousand times protects nothing and costs a third of the start.
    if (System.getProperty(STRETCHING) == null) {
      System.setProperty(STRETCHING, "1");
    }
    System.exit(commandLineFor(arguments).execute(arguments));
  }

  /** The whole command line, as it is documented and tested. */
  static CommandLine commandLine() {
    return commandLine(Commands.NAMES);
  }

  /** As much of it as is needed to run what was typed: the one command that it names, or all. */
  static CommandLine commandLineFor(String... arguments) {
    return commandLine(Commands.neededFor(arguments));
  }

  private static CommandLine commandLine(List<String> names) {
    var commandLine = new CommandLine(root());
    names.forEach(name -> commandLine.addSubcommand(name, Commands.named(name)));
    commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, new WrongUsage.Length())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(WrongUsage::handle)
        .setExecutionExceptionHandler(ExitException::handle);
    commandLine.getSubcommands().values().forEach(one -> complete(one, commandLine));
    return commandLine;
  }

  private static CommandSpec root() {
    var spec = CommandSpec.wrapWithoutInspection(new Plusgate()).name("plusgate");
    HelpOptions.addTo(spec);
    spec.versionProvider(new Version())
        .usageMessage()
        .description("The sidecar gateway between a payment backend and Alipay+.")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(
            UsageMessageSpec.keyValuesMap(
                "0:fine",
                "1:the answer is no",
                "2:wrong usage or configuration",
                "3:something could not be reached"))
        .footer(
            "",
            "Start with:  plusgate demo          a tour on this machine, nothing to set up",
            "Then:        plusgate run --config conf/gateway.yaml");
    return spec;
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
