package io.plusgate.cli;

import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.embedded.FolderBackup;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plusgate store backup}: a whole, verified copy of the folder, beside its gateway. */
@Command(
    name = "backup",
    description = {
      "Copy an embedded store, while its gateway runs or not.",
      "Everything acknowledged when it begins is in the copy. The copy is read again and compared"
          + " before it stands under its name. No gateway opens it as it is: store restore"
          + " brings it back."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the copy is whole",
      "1:the store can't be read, or the copy not be written",
      "2:wrong usage or configuration, or the place is taken"
    },
    footer = {
      "",
      "Example:",
      "  plusgate store backup /backups/plusgate-$(date +%%F) -c conf/gateway.yaml"
    })
final class StoreBackupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StoreFolder store = new StoreFolder();
  @Mixin private final Output output = new Output();

  @Parameters(paramLabel = "DIR", description = "A folder that is not there yet.")
  private Path into;

  @Override
  public Integer call() {
    Path folder = store.path();
    FolderSource.check(folder);
    if (Files.exists(into)) {
      throw ExitException.usage(into + ": is there already (expected: a new folder)");
    }
    var copied = copy(folder);
    output.print(
        new JsonObject()
            .put("backup", copied.folder().toString())
            .put("takenAt", copied.takenAt().toString())
            .put("rows", copied.rows()),
        out -> out.printf("%s: %d rows, taken at %s%n", into, copied.rows(), copied.takenAt()));
    return ExitCode.FINE;
  }

  private FolderBackup.Copied copy(Path folder) {
    try (var status = StatusLine.on(spec.commandLine().getErr(), "copying " + folder)) {
      return FolderBackup.take(folder, into, Clock.systemUTC().instant());
    } catch (StoreRefusedException refused) {
      throw ExitException.no(String.valueOf(refused.getMessage()));
    }
  }
}
