package io.plusgate.cli;

import io.plusgate.config.ConfigDifference;
import io.plusgate.config.ConfigProblem;
import io.plusgate.config.ConfigSchema;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plusgate config}: looks at a configuration without starting anything. */
@Command(
    name = "config",
    description = "Look at a configuration without starting anything.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ConfigCommand.Check.class,
      ConfigCommand.Schema.class,
      ConfigExplainCommand.class,
      ConfigCommand.Diff.class
    },
    footer = {"", "Example:", "  plusgate config explain inquiry.then"})
final class ConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** {@code plusgate config check FILE}. */
  @Command(
      name = "check",
      description = "Read a configuration and name everything that is wrong with it, at once.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  plusgate config check conf/gateway.yaml"})
  static final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private final Output output = new Output();

    @Parameters(paramLabel = "FILE", description = "e.g. conf/gateway.yaml")
    private Path file;

    @Override
    public Integer call() {
      return output.isJson() ? document() : text();
    }

    private int text() {
      var read = ConfigFiles.readChecked(file, spec.commandLine().getErr());
      if (read.isEmpty()) {
        return ExitCode.USAGE;
      }
      int clients = read.get().clients().size();
      var out = spec.commandLine().getOut();
      out.println(
          "%s: fine (%s, %d client%s)"
              .formatted(file, read.get().role(), clients, clients == 1 ? "" : "s"));
      out.flush();
      return ExitCode.FINE;
    }

    /** All of it on stdout, so that a script needs to read nothing else. */
    private int document() {
      return ConfigFiles.checked(file)
          .match(
              loaded -> {
                var json =
                    answer(true, "warnings", loaded.warnings())
                        .put("role", loaded.config().role().name())
                        .put("clients", loaded.config().clients().size());
                output.print(json, out -> {});
                return ExitCode.FINE;
              },
              refused -> {
                output.print(answer(false, "problems", refused.problems()), out -> {});
                return ExitCode.USAGE;
              });
    }

    private JsonObject answer(boolean fine, String name, List<ConfigProblem> problems) {
      var list = new JsonArray();
      for (var problem : problems) {
        var json = new JsonObject().put("key", problem.path()).put("text", problem.text());
        problem.line().ifPresent(line -> json.put("line", line));
        list.add(json);
      }
      return new JsonObject().put("file", file.toString()).put("fine", fine).put(name, list);
    }
  }

  /** {@code plusgate config schema}. */
  @Command(
      name = "schema",
      description = "Print the JSON Schema of the configuration, for editors.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  plusgate config schema > conf/plusgate.schema.json"})
  static final class Schema implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      var out = spec.commandLine().getOut();
      out.print(ConfigSchema.json());
      out.flush();
      return ExitCode.FINE;
    }
  }

  /** {@code plusgate config diff A B}. */
  @Command(
      name = "diff",
      description = {
        "Compare what two configurations come to, defaults and environment included.",
        "Secrets are compared, and never shown."
      },
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:the same", "1:they differ", "2:one of them can't be used"},
      footer = {"", "Example:", "  plusgate config diff conf/sandbox.yaml conf/production.yaml"})
  static final class Diff implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private final Output output = new Output();

    @Parameters(index = "0", paramLabel = "A", description = "One configuration.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "The other one.")
    private Path second;

    @Override
    public Integer call() {
      var err = spec.commandLine().getErr();
      var a = ConfigFiles.read(first, err);
      var b = ConfigFiles.read(second, err);
      if (a.isEmpty() || b.isEmpty()) {
        return ExitCode.USAGE;
      }
      var differences = ConfigDifference.between(a.get(), b.get());
      var json = new JsonArray();
      differences.forEach(
          d -> json.add(new JsonObject().put("key", d.key()).put("a", d.a()).put("b", d.b())));
      output.print(
          new JsonObject().put("same", differences.isEmpty()).put("differences", json),
          out -> {
            var table = new Table("KEY", first.toString(), second.toString());
            differences.forEach(d -> table.row(d.key(), d.a(), d.b()));
            if (differences.isEmpty()) {
              out.println("the same");
            } else {
              table.print(out);
            }
          });
      return differences.isEmpty() ? ExitCode.FINE : ExitCode.NO;
    }
  }
}
