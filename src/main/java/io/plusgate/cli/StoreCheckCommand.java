package io.plusgate.cli;

import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.embedded.FolderCheck;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate store check}: reads every block and every row of a folder. */
@Command(
    name = "check",
    description = {
      "Read every row of a store's folder: readable, counted right, nothing missing.",
      "Beside its gateway or without, and of a backup as well; nothing is written."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the folder is fine",
      "1:something is wrong in it; each line says what",
      "2:no store is there",
      "3:a newer Plusgate wrote it"
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate store check --folder data"})
final class StoreCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final Output output = new Output();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      required = true,
      description = "store.path of a gateway, or a backup of it.")
  private Path folder;

  @Override
  public Integer call() {
    FolderSource.check(folder);
    try {
      var report = read();
      output.print(json(report), out -> print(report, out));
      return report.problems().isEmpty() ? ExitCode.FINE : ExitCode.NO;
    } catch (StoreRefusedException refused) {
      throw ExitException.unreachable(String.valueOf(refused.getMessage()));
    }
  }

  private FolderCheck.Report read() {
    try (var status = StatusLine.on(spec.commandLine().getErr(), "reading " + folder)) {
      return FolderCheck.check(folder);
    }
  }

  private static JsonObject json(FolderCheck.Report report) {
    var rows = new JsonObject();
    report.rows().forEach(rows::put);
    return new JsonObject()
        .put("fine", report.problems().isEmpty())
        .put("rows", rows)
        .put("problems", new JsonArray(report.problems()));
  }

  private void print(FolderCheck.Report report, PrintWriter out) {
    var table = new Table();
    report.rows().forEach((kind, count) -> table.row(kind, String.valueOf(count)));
    table.print(out);
    report.problems().forEach(problem -> out.println(Ink.BAD.on("wrong: ") + problem));
    out.println(
        report.problems().isEmpty()
            ? folder + ": " + Ink.GOOD.on("fine")
            : folder + ": keep it as it is; check the last backup too");
  }
}
