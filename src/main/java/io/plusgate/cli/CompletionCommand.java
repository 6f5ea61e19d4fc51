package io.plusgate.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plusgate completion}: what makes the tab key know our commands. */
@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example, for ~/.bashrc:", "  source <(plusgate completion)"})
final class CompletionCommand implements Callable<Integer> {
  /** Of picocli's arrays, which it fills while IFS is the line end alone. */
  private static final String SPLITS_AT_LINE_ENDS = "# shellcheck disable=SC2207";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    String script = AutoComplete.bash("plusgate", spec.root().commandLine());
    out.print(script.replaceFirst("\n", "\n" + SPLITS_AT_LINE_ENDS + "\n"));
    out.flush();
    return ExitCode.FINE;
  }
}
