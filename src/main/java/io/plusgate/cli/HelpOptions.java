package io.plusgate.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What {@code mixinStandardHelpOptions} gives an annotated command, for one without annotations.
 */
final class HelpOptions {
  private HelpOptions() {}

  static void addTo(CommandSpec command) {
    command
        .addOption(
            OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build())
        .addOption(
            OptionSpec.builder("-V", "--version")
                .type(boolean.class)
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
  }
}
