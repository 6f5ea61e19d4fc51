package io.plusgate.cli;

import io.plusgate.config.Durations;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was typed wrong in one line that stays in sight, and where to read more. */
final class WrongUsage {
  private WrongUsage() {}

  static int handle(ParameterException wrong, String[] words) {
    var command = wrong.getCommandLine();
    var err = command.getErr();
    if (words.length == 0) {
      command.usage(err);
      return ExitCode.USAGE;
    }
    err.println("plusgate: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("(see: " + command.getCommandSpec().qualifiedName() + " --help)");
    err.flush();
    return ExitCode.USAGE;
  }

  /** As in the configuration, 10m; and as ISO 8601 writes it, PT10M. */
  static final class Length implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Durations.parse(text).orElseGet(() -> iso(text));
    }

    private static Duration iso(String text) {
      try {
        return Duration.parse(text);
      } catch (DateTimeParseException neither) {
        throw new TypeConversionException(text + " (expected: e.g. 90s, 15m, 2h or PT15M)");
      }
    }
  }
}
