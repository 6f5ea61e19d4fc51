package io.plusgate.cli;

import io.plusgate.reconcile.book.BookedException;
import io.plusgate.reconcile.book.ExceptionBook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plusgate exceptions}: the differences of all runs, each followed to its end. */
@Command(
    name = "exceptions",
    description = "Follow the differences that reconcile found to their end.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate exceptions list"})
final class ExceptionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  @Command(
      name = "list",
      description = "List the open ones, or all.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  plusgate exceptions list --all --output json"})
  int list(
      @Mixin Output output,
      @Option(names = "--all", description = "Resolved and cleared ones too.") boolean all,
      @Option(
              names = "--work",
              paramLabel = "DIR",
              defaultValue = "data/reconcile",
              description = "The --work of reconcile (default: ${DEFAULT-VALUE}).")
          Path work) {
    try (var book = open(work)) {
      var found = book.list(all ? Optional.empty() : Optional.of(BookedException.State.OPEN));
      var json = new JsonArray();
      var table = new Table("number", "state", "day", "class", "what", "id", "amount");
      for (var one : found) {
        json.add(json(one));
        table.row(
            String.valueOf(one.number()),
            one.state().name().toLowerCase(Locale.ROOT),
            one.day(),
            one.difference().name(),
            one.subject(),
            one.id(),
            one.amount());
      }
      output.print(
          new JsonObject().put("exceptions", json),
          out -> {
            if (found.isEmpty()) {
              out.println(nothing(all, work));
            } else {
              table.print(out);
            }
          });
      return ExitCode.FINE;
    } catch (IOException unusable) {
      throw ExitException.unreachable(String.valueOf(unusable.getMessage()));
    }
  }

  @Command(
      name = "show",
      description = "Show one: both sides, cause, what to do, and its trail.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  plusgate exceptions show 7"})
  int show(
      @Mixin Output output,
      @Parameters(paramLabel = "NUMBER", description = "As list shows it.") long number,
      @Option(
              names = "--work",
              paramLabel = "DIR",
              defaultValue = "data/reconcile",
              description = "The --work of reconcile (default: ${DEFAULT-VALUE}).")
          Path work) {
    try (var book = open(work)) {
      var found =
          book.find(number)
              .orElseThrow(() -> ExitException.no("exception " + number + ": not in " + work));
      output.print(
          json(found),
          out -> {
            var table = new Table();
            json(found)
                .forEach(
                    entry -> {
                      if (!entry.getKey().equals("trail")) {
                        table.row(entry.getKey(), String.valueOf(entry.getValue()));
                      }
                    });
            table.print(out);
            found
                .trail()
                .forEach(
                    event ->
                        out.println(
                            event.at()
                                + "  "
                                + event.what()
                                + " by "
                                + event.by()
                                + " "
                                + event.note()));
          });
      return ExitCode.FINE;
    } catch (IOException unusable) {
      throw ExitException.unreachable(String.valueOf(unusable.getMessage()));
    }
  }

  @Command(
      name = "resolve",
      description = "End one with a note; it is reopened if it comes back.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example:",
        "  plusgate exceptions resolve 7 --note 'refunded by hand, ticket 4711'"
      })
  int resolve(
      @Mixin Output output,
      @Parameters(paramLabel = "NUMBER", description = "As list shows it.") long number,
      @Option(names = "--note", required = true, paramLabel = "TEXT", description = "How it ended.")
          String note,
      @Option(
              names = "--by",
              defaultValue = "${sys:user.name}",
              paramLabel = "NAME",
              description = "Who says so (default: the user who types this).")
          String by,
      @Option(
              names = "--work",
              paramLabel = "DIR",
              defaultValue = "data/reconcile",
              description = "The --work of reconcile (default: ${DEFAULT-VALUE}).")
          Path work) {
    try (var book = open(work)) {
      if (!book.resolve(number, by, note)) {
        throw ExitException.no("exception " + number + ": is not open");
      }
      output.print(
          new JsonObject().put("number", number).put("state", "resolved"),
          out -> out.println("exception " + number + ": resolved"));
      return ExitCode.FINE;
    } catch (IOException unusable) {
      throw ExitException.unreachable(String.valueOf(unusable.getMessage()));
    }
  }

  private static String nothing(boolean all, Path work) {
    return all
        ? "no exception in " + work + ": no run found a difference"
        : "no open exception in " + work + " (--all: those that ended too)";
  }

  private static ExceptionBook open(Path work) throws IOException {
    return ExceptionBook.open(work.resolve("exceptions.db"), Clock.systemUTC());
  }

  private static JsonObject json(BookedException one) {
    var trail = new JsonArray();
    one.trail()
        .forEach(
            event ->
                trail.add(
                    new JsonObject()
                        .put("at", event.at())
                        .put("what", event.what())
                        .put("by", event.by())
                        .put("note", event.note())));
    return new JsonObject()
        .put("number", one.number())
        .put("state", one.state().name().toLowerCase(Locale.ROOT))
        .put("day", one.day())
        .put("class", one.difference().name())
        .put("what", one.subject())
        .put("id", one.id())
        .put("alipayId", one.alipayId())
        .put("amount", one.amount())
        .put("ours", one.ours())
        .put("theirs", one.theirs())
        .put("set", one.set())
        .put("place", one.place())
        .put("cause", one.difference().cause())
        .put("inquiry", one.inquiry())
        .put("action", one.action().isEmpty() ? one.difference().action() : one.action())
        .put("trail", trail);
  }
}
