package io.plusgate.cli;

import java.util.List;
import picocli.CommandLine;

/**
 * The commands by name, in the order in which the help lists them. Reading the annotations of all
 * of them is half a second of a processor, so only what was typed is looked at, or loaded at all.
 */
final class Commands {
  static final List<String> NAMES =
      List.of(
          "run",
          "demo",
          "simulator",
          "init",
          "doctor",
          "rehearse",
          "config",
          "keys",
          "sign",
          "verify",
          "notify",
          "listen",
          "payments",
          "deliveries",
          "replay",
          "store",
          "reconcile",
          "exceptions",
          "reports",
          "completion",
          "version",
          "help");

  private Commands() {}

  /** The one that is typed; all where help, suggestions or completion may name any of them. */
  static List<String> neededFor(String... words) {
    if (words.length == 1 && (words[0].equals("--version") || words[0].equals("-V"))) {
      return List.of();
    }
    boolean isOne = words.length > 0 && NAMES.contains(words[0]) && !namesOthers(words[0]);
    return isOne ? List.of(words[0]) : NAMES;
  }

  private static boolean namesOthers(String command) {
    return command.equals("help") || command.equals("completion");
  }

  /** What picocli reads it from: a class with annotations, or a specification. */
  static Object named(String name) {
    return switch (name) {
      case "run" -> RunCommand.spec();
      case "demo" -> DemoCommand.class;
      case "simulator" -> SimulatorCommand.class;
      case "init" -> InitCommand.class;
      case "doctor" -> DoctorCommand.class;
      case "rehearse" -> RehearseCommand.class;
      case "config" -> ConfigCommand.class;
      case "keys" -> KeysCommand.class;
      case "sign" -> SignCommand.class;
      case "verify" -> VerifyCommand.class;
      case "notify" -> NotifyCommand.class;
      case "listen" -> ListenCommand.class;
      case "payments" -> PaymentsCommand.class;
      case "deliveries" -> DeliveriesCommand.class;
      case "replay" -> ReplayCommand.class;
      case "store" -> StoreCommand.class;
      case "reconcile" -> ReconcileCommand.class;
      case "exceptions" -> ExceptionsCommand.class;
      case "reports" -> ReportsCommand.class;
      case "completion" -> CompletionCommand.class;
      case "version" -> VersionCommand.class;
      case "help" -> CommandLine.HelpCommand.class;
      default -> throw new IllegalArgumentException(name + " (expected: one of " + NAMES + ")");
    };
  }
}
