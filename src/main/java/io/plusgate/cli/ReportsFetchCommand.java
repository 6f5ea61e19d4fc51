package io.plusgate.cli;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.fetch.SftpFetch;
import io.plusgate.reconcile.fetch.SftpServer;
import io.plusgate.reconcile.profile.Profile;
import io.plusgate.reconcile.profile.ProfileReader;
import io.plusgate.reconcile.run.SetControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate reports fetch}: brings the sets that were generated on one day. */
@Command(
    name = "fetch",
    description = "Fetch the day's report sets over SFTP, check them and archive the whole ones.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit: 0 all there is was archived, 1 nothing there or a set is damaged, 3 unreachable."
    })
final class ReportsFetchCommand implements Callable<Integer> {
  private static final List<String> KINDS = List.of("clearing", "settlement");

  @Spec private CommandSpec spec;

  @Option(names = "--host", required = true)
  private String host;

  @Option(names = "--port", defaultValue = "22")
  private int port;

  @Option(names = "--user", required = true)
  private String user;

  @Option(
      names = "--host-key",
      required = true,
      paramLabel = "SHA256:…",
      description = "The server's pinned key, as ssh-keygen -lf prints it.")
  private String hostKey;

  @Option(names = "--key", paramLabel = "FILE", description = "Our private key.")
  private @Nullable Path key;

  @Option(names = "--password-file", paramLabel = "FILE", description = "Or our password.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--base",
      defaultValue = "/v1/settlements",
      description = "/sandbox/settlements in the sandbox (default: ${DEFAULT-VALUE}).")
  private String base;

  @Option(names = "--participant", required = true, description = "Our participant id.")
  private String participant;

  @Option(
      names = "--generated",
      paramLabel = "DATE",
      description = "The day the reports were generated, UTC+8 (default: today).")
  private @Nullable LocalDate generated;

  @Option(names = "--profile", defaultValue = "conf/reports/two-section.yaml")
  private Path profile;

  @Option(
      names = "--archive",
      defaultValue = "data/reports",
      description = "Where whole sets go (default: ${DEFAULT-VALUE}).")
  private Path archive;

  @Override
  public Integer call() {
    try {
      var known = ProfileReader.read(profile);
      var date = generated == null ? LocalDate.now(Clock.system(Entry.ZONE)) : generated;
      return fetch(server(), date.format(DateTimeFormatter.BASIC_ISO_DATE), known);
    } catch (BadReportException | IllegalArgumentException wrong) {
      throw ExitException.usage(String.valueOf(wrong.getMessage()));
    } catch (IOException unreachable) {
      throw ExitException.unreachable(String.valueOf(unreachable.getMessage()));
    }
  }

  private SftpServer server() throws IOException {
    var password =
        passwordFile == null
            ? Optional.<String>empty()
            : Optional.of(Files.readString(passwordFile).strip());
    return new SftpServer(host, port, user, hostKey, Optional.ofNullable(key), password);
  }

  private int fetch(SftpServer server, String date, Profile known) throws IOException {
    var err = spec.commandLine().getErr();
    var out = spec.commandLine().getOut();
    var incoming = archive.resolve("incoming").resolve(date);
    var day = archive.resolve(date);
    int found = 0;
    try (var sftp = SftpFetch.open(server)) {
      for (String kind : KINDS) {
        String folder = String.join("/", base, kind, participant, date);
        for (var name : sftp.list(folder)) {
          found++;
          if (Files.notExists(day.resolve(name.file()))) {
            sftp.bring(folder + "/" + name.file(), incoming)
                .ifPresent(bytes -> out.println(name.file() + "  " + bytes + " bytes"));
          }
        }
      }
    }
    if (found == 0) {
      err.println("no report of " + date + " yet (generated from 08:00 UTC+8, kept for 7 days)");
      return ExitCode.NO;
    }
    boolean sound = Files.notExists(incoming) || importSets(incoming, day, known);
    out.println(found + " files of " + date + " in " + day);
    out.flush();
    return sound ? ExitCode.FINE : ExitCode.NO;
  }

  /** A damaged set stays where it came in, its bytes kept, and is looked at again next time. */
  private boolean importSets(Path incoming, Path day, Profile known) throws IOException {
    var complaints = SetControl.complaints(incoming, known);
    boolean sound = true;
    Files.createDirectories(day);
    for (var set : complaints.entrySet()) {
      set.getValue().forEach(complaint -> spec.commandLine().getErr().println(complaint));
      sound &= set.getValue().isEmpty();
      if (set.getValue().isEmpty()) {
        archive(set.getKey(), incoming, day);
      }
    }
    return sound;
  }

  private static void archive(String set, Path incoming, Path day) throws IOException {
    for (Path file : SetControl.files(incoming, set)) {
      Path kept = day.resolve(String.valueOf(file.getFileName()));
      var note = day.resolve(file.getFileName() + ".sha256");
      var written =
          Files.writeString(note, SetControl.digest(file) + "  " + file.getFileName() + "\n");
      Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
      if (Files.notExists(written)) {
        throw new IOException(written + ": was not kept");
      }
    }
  }
}
