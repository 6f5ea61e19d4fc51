package io.plusgate.cli;

import io.plusgate.config.SecretFile;
import io.plusgate.config.StoreConfig;
import io.plusgate.config.StoreConfig.PostgreSql;
import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.copy.Part;
import io.plusgate.store.copy.Tally;
import io.plusgate.store.embedded.FolderCheck;
import io.plusgate.store.embedded.FolderHolder;
import io.plusgate.store.embedded.FolderRows;
import io.plusgate.store.postgres.DatabaseCopy;
import io.plusgate.store.postgres.ServerProbe;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate store copy}: moves an embedded store into an empty PostgreSQL database. */
@Command(
    name = "copy",
    description = {
      "Move a stopped gateway's embedded store into an empty PostgreSQL database.",
      "Everything goes in one transaction and is read again on both sides before it is committed:"
          + " the database then has all of it, or is as it was. The folder is only read. Webhook-Ids"
          + " stay, and go on from there: after that never start a gateway on the folder again."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the database holds what the folder holds",
      "1:the two differ, or the folder is damaged; the database is as it was",
      "2:wrong usage or configuration, or the database is not empty",
      "3:a gateway has the folder, or the database can't be reached"
    },
    footer = {
      "",
      "Examples:",
      "  plusgate store copy --from data --to conf/gateway-postgresql.yaml",
      "  plusgate store copy --from data --password-file certs/database-password \\",
      "    --to postgresql://plusgate@localhost/plusgate"
    })
final class StoreCopyCommand implements Callable<Integer> {
  private static final String SCHEME = "postgresql:";

  @Spec private CommandSpec spec;
  @Mixin private final Output output = new Output();

  @Option(
      names = "--from",
      paramLabel = "DIR|FILE",
      required = true,
      description = "The store's folder, or the configuration that names it.")
  private Path from;

  @Option(
      names = "--to",
      paramLabel = "URI|FILE",
      required = true,
      description = {
        "postgresql://user@host:port/database, or the configuration that names it.",
        "By URI: TLS is verified beyond loopback, by the system's authorities."
      })
  private String to;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The password for the URI of --to.")
  private @Nullable Path passwordFile;

  @Override
  public Integer call() throws InterruptedException {
    Path folder = folder();
    FolderSource.check(folder);
    var config = database();
    try (var held = hold(folder)) {
      refuseDamage(folder);
      var compared = copy(folder, config);
      output.print(json(folder, config, compared), out -> print(folder, config, compared, out));
      return compared.isSame() ? ExitCode.FINE : ExitCode.NO;
    } catch (IOException unlocked) {
      throw new UncheckedIOException(unlocked);
    }
  }

  private static FolderHolder.Held hold(Path folder) {
    try {
      return FolderHolder.hold(folder);
    } catch (StoreRefusedException refused) {
      throw ExitException.unreachable(String.valueOf(refused.getMessage()));
    }
  }

  private void refuseDamage(Path folder) {
    try (var status = StatusLine.on(spec.commandLine().getErr(), "reading " + folder)) {
      FolderCheck.check(folder).problems().stream()
          .findFirst()
          .ifPresent(
              problem -> {
                throw ExitException.no(
                    folder + ": " + problem + " (expected: what plusgate store check finds fine)");
              });
    } catch (StoreRefusedException refused) {
      throw ExitException.no(String.valueOf(refused.getMessage()));
    }
  }

  private StoreCopy.Compared copy(Path folder, PostgreSql config) throws InterruptedException {
    var vertx = Vertx.vertx();
    try (var rows = FolderRows.open(folder);
        var progress = new Progress(spec.commandLine().getErr(), "copying " + folder)) {
      var database = begin(vertx, config);
      try {
        return new StoreCopy(rows, database, progress).run();
      } finally {
        database.close().onFailure(gone -> {});
      }
    } catch (StoreRefusedException refused) {
      throw ExitException.no(String.valueOf(refused.getMessage()));
    } finally {
      vertx.close().onFailure(ending -> {});
    }
  }

  private static DatabaseCopy begin(Vertx vertx, PostgreSql config) throws InterruptedException {
    try {
      return Blocking.await(DatabaseCopy.begin(vertx, config));
    } catch (Blocking.FailedException failed) {
      String message = String.valueOf(failed.getMessage());
      throw failed.getCause() instanceof StoreRefusedException
          ? ExitException.usage(message)
          : ExitException.unreachable(message);
    }
  }

  private Path folder() {
    return Files.isDirectory(from)
        ? from
        : engine(from)
            .<Path>match(
                StoreConfig.Embedded::path,
                server -> {
                  throw ExitException.usage(
                      "--from: " + from + " (expected: an embedded store; its is PostgreSQL)");
                });
  }

  private PostgreSql database() {
    if (to.startsWith(SCHEME)) {
      return byUri();
    }
    if (passwordFile != null) {
      throw ExitException.usage(
          "--password-file: " + passwordFile + " (expected: only beside a URI of --to)");
    }
    return engine(Path.of(to))
        .<PostgreSql>match(
            embedded -> {
              throw ExitException.usage(
                  "--to: " + to + " (expected: a PostgreSQL store; its is embedded)");
            },
            server -> server);
  }

  private PostgreSql byUri() {
    try {
      var uri = URI.create(to);
      return new PostgreSql(
          uri,
          password(),
          1,
          PostgreSql.defaultTls(uri),
          Optional.empty(),
          PostgreSql.DEFAULT_LEASE);
    } catch (IllegalArgumentException wrong) {
      throw ExitException.usage("--to: " + wrong.getMessage());
    }
  }

  private Optional<SecretFile> password() {
    if (passwordFile == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SecretFile(passwordFile, Files.readAllBytes(passwordFile)));
    } catch (IOException unreadable) {
      throw ExitException.usage("--password-file: " + unreadable + " (expected: a file to read)");
    }
  }

  private StoreConfig.Engine engine(Path file) {
    return ConfigFiles.read(file, spec.commandLine().getErr())
        .orElseThrow(
            () ->
                ExitException.usage(
                    file + " (expected: a configuration without errors, or a store)"))
        .store()
        .engine();
  }

  private static JsonObject json(Path folder, PostgreSql config, StoreCopy.Compared compared) {
    var parts = new JsonObject();
    for (var part : Part.values()) {
      parts.put(
          part.words(),
          new JsonObject()
              .put("same", compared.isSame(part))
              .put("folder", json(compared.folder().of(part)))
              .put("database", json(compared.database().of(part))));
    }
    return new JsonObject()
        .put("same", compared.isSame())
        .put("folder", folder.toString())
        .put("database", ServerProbe.name(config))
        .put("name", compared.folderFacts().name())
        .put("lastNumber", compared.databaseFacts().lastNumber())
        .put("parts", parts);
  }

  private static JsonObject json(Tally.Content content) {
    return new JsonObject().put("rows", content.rows()).put("digest", content.digest());
  }

  private static void print(
      Path folder, PostgreSql config, StoreCopy.Compared compared, PrintWriter out) {
    var table = new Table("", "FOLDER", "DATABASE", "DIGESTS");
    for (var part : Part.values()) {
      var here = compared.folder().of(part);
      var there = compared.database().of(part);
      table.row(
          Table.cell(part.words()),
          Table.cell(String.valueOf(here.rows())),
          Table.cell(String.valueOf(there.rows())),
          compared.isSame(part)
              ? Table.cell("the same, " + here.digest(), Ink.GOOD)
              : Table.cell(here.digest() + " and " + there.digest(), Ink.BAD));
    }
    table.print(out);
    String name = ServerProbe.name(config);
    out.println(
        compared.isSame()
            ? name + ": holds all of " + folder + "; start no gateway on the folder again"
            : name + ": " + Ink.BAD.on("not the same") + ", nothing was kept of it");
  }
}
