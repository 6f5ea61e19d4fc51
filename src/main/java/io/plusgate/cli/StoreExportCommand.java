package io.plusgate.cli;

import io.plusgate.export.SqliteFile;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plusgate store export FILE.sqlite}: all of it, for questions in SQL. */
@Command(
    name = "export",
    description = "Write payments, timelines and deliveries to an ordinary SQLite file.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  plusgate store export today.sqlite",
      "  plusgate store export all.sqlite --folder data --with-payloads",
      "  sqlite3 today.sqlite 'SELECT phase, count(*) FROM payments GROUP BY phase'"
    })
final class StoreExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final Place place = new Place();
  @Mixin private final Output output = new Output();

  @Parameters(paramLabel = "FILE", description = "A file that is not there yet.")
  private Path file;

  @Option(
      names = "--with-payloads",
      description =
          "The bodies too; they hold customers' data. Only with --folder: bodies never cross the"
              + " admin listener.")
  private boolean withPayloads;

  @Override
  public Integer call() throws IOException {
    if (withPayloads && !place.isFolder()) {
      throw ExitException.usage("--with-payloads: needs --folder DIR of a stopped gateway");
    }
    if (Files.exists(file)) {
      throw ExitException.usage(file + ": is there already (expected: a new file)");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (var source = place.open()) {
      Files.deleteIfExists(part);
      var onlyUs = PosixFilePermissions.fromString("rw-------");
      Files.createFile(part, PosixFilePermissions.asFileAttribute(onlyUs));
      var counts = write(source, part);
      move(part);
      output.print(counts, out -> out.println(file + ": " + StoreExport.words(counts)));
      return ExitCode.FINE;
    } catch (IOException unwritable) {
      throw ExitException.usage(file + ": " + unwritable + " (expected: a folder we may write to)");
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private JsonObject write(Source source, Path part) {
    try (var status = StatusLine.on(spec.commandLine().getErr(), "writing " + file);
        var sqlite = SqliteFile.create(part)) {
      var counts = new StoreExport(source, withPayloads).write(sqlite, Clock.systemUTC().instant());
      sqlite.finish();
      return counts;
    } catch (SQLException failed) {
      throw ExitException.no(part + ": " + failed.getMessage() + " (expected: room for the file)");
    }
  }

  private void move(Path part) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException plain) {
      Files.move(part, file);
    }
  }
}
