package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.MadePage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Every command explains itself, and docs/cli.md is what the commands say. */
class CommandPageTest {
  private static final int WIDTH = 100;

  @Test
  void everyCommandSaysWhatItDoesWithAnExampleAndItsExitCodes() {
    var silent = new TreeSet<String>();

    for (var command : commands()) {
      var usage = command.getCommandSpec().usageMessage();
      String name = command.getCommandSpec().qualifiedName();
      if (String.join("", usage.description()).isBlank()) {
        silent.add(name + ": no description");
      }
      if (!String.join("\n", usage.footer()).matches("(?s).*\\bplusgate .*")) {
        silent.add(name + ": no example");
      }
      if (usage.exitCodeList().isEmpty()) {
        silent.add(name + ": no exit codes");
      }
    }

    assertThat(silent).isEmpty();
  }

  @Test
  void everyExampleFitsIntoATerminalOfEightyColumns() {
    var broken =
        commands().stream()
            .flatMap(command -> Arrays.stream(command.getCommandSpec().usageMessage().footer()))
            .filter(line -> line.length() > 80);

    assertThat(broken).isEmpty();
  }

  @Test
  void everyOptionSaysWhatItIsFor() {
    var silent = new TreeSet<String>();

    for (var command : commands()) {
      var spec = command.getCommandSpec();
      spec.args().stream()
          .filter(argument -> String.join("", argument.description()).isBlank())
          .forEach(argument -> silent.add(spec.qualifiedName() + " " + argument.paramLabel()));
    }

    assertThat(silent).isEmpty();
  }

  @Test
  void noHelpDependsOnTheMachine() {
    assertThat(page())
        .doesNotContain(System.getProperty("user.name") + ")")
        .doesNotContain("${")
        .doesNotContain("\u001B");
  }

  @Test
  void theCommandPageIsFresh() throws IOException {
    MadePage.assertFresh("docs/cli.md", page());
  }

  private static String page() {
    var page = new StringBuilder(HEAD);
    for (var command : commands()) {
      String name = command.getCommandSpec().qualifiedName();
      page.append("\n## ").append(name).append("\n\n```text\n");
      page.append(command.getUsageMessage(Ansi.OFF).strip().replaceAll("(?m) +$", ""));
      page.append("\n```\n");
    }
    return page.toString();
  }

  /** Ours, each before those below it; picocli's own "help" needs no page. */
  private static List<CommandLine> commands() {
    var found = new ArrayList<CommandLine>();
    collect(Plusgate.commandLine(), found);
    return found;
  }

  private static void collect(CommandLine command, List<CommandLine> found) {
    if (command.getCommand() instanceof CommandLine.HelpCommand) {
      return;
    }
    command.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH);
    found.add(command);
    command.getSubcommands().values().forEach(below -> collect(below, found));
  }

  private static final String HEAD =
      """
      # The command line

      This page is made of what the commands themselves say (`plusgate COMMAND --help`); a test
      fails when it is stale.

      - **For a person and for a script.** `--output json` prints one JSON document on stdout, and
        nothing else (`run`, `simulator`, `listen` and `reports fetch --watch`: one object per
        line). Errors are on stderr and name the value, the place and what would be right.
      - **Colours, tables and progress** are for a terminal: a pipe sees plain text. `NO_COLOR=1`
        switches colours and progress off at a terminal too.
      - **Ctrl-C** ends `run`, `simulator`, `listen`, `demo` and `reports fetch --watch` in order,
        exit code 0; any other command at once, exit code 130.
      - **Lengths of time** are written as in the configuration, `90s`, `15m`, `2h`, or as ISO 8601
        has them, `PT15M`.
      - **Secrets** are given as files, never as arguments, and are never printed.
      - **Completion** for bash and zsh: `source <(plusgate completion)`.
      - The launcher `./plusgate` takes `PLUSGATE_JAVA` (which Java), `PLUSGATE_JAVA_OPTS` (its
        options), `PLUSGATE_NO_BUILD=1` (never build the jar) and `PLUSGATE_ARCHIVE` (`make` the
        archive of classes and lay out the native libraries, for a faster start, or `no`) from the
        environment.
      """;
}
