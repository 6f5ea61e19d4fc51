package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A start looks at no command but the one that was typed; who is lost is shown all of them. */
class CommandsTest {
  @Test
  void everyNameIsTheOneThatItsCommandSays() {
    assertThat(Commands.NAMES)
        .allSatisfy(
            name ->
                assertThat(CommandSpec.forAnnotatedObject(Commands.named(name)).name())
                    .isEqualTo(name));
  }

  @Test
  void whatWasTypedIsAllThatIsLookedAt() {
    var line = Plusgate.commandLineFor("run", "--config", "gateway.yaml");

    assertThat(line.getSubcommands()).containsOnlyKeys("run");
  }

  @Test
  void theVersionNeedsNoCommand() {
    assertThat(Plusgate.commandLineFor("--version").getSubcommands()).isEmpty();
  }

  @Test
  void helpCompletionAndSlipsOfThePenKnowAll() {
    assertThat(Commands.neededFor()).isEqualTo(Commands.NAMES);
    assertThat(Commands.neededFor("--help")).isEqualTo(Commands.NAMES);
    assertThat(Commands.neededFor("help", "run")).isEqualTo(Commands.NAMES);
    assertThat(Commands.neededFor("completion")).isEqualTo(Commands.NAMES);
    assertThat(Commands.neededFor("rum")).isEqualTo(Commands.NAMES);
  }

  @Test
  void aSingleCommandHelpsItselfAsAllOfThemDo() {
    var all = Plusgate.commandLine().getSubcommands();

    assertThat(all)
        .allSatisfy(
            (name, command) ->
                assertThat(Plusgate.commandLineFor(name).getSubcommands())
                    .extractingByKey(name)
                    .extracting(CommandLine::getUsageMessage)
                    .isEqualTo(command.getUsageMessage()));
  }
}
