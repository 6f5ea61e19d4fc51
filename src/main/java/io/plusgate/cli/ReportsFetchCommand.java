package io.plusgate.cli;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.fetch.ReportWatch;
import io.plusgate.reconcile.fetch.SftpServer;
import io.plusgate.reconcile.profile.ProfileReader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate reports fetch}: brings the sets that were generated on one day. */
@Command(
    name = "fetch",
    description = "Fetch the day's report sets over SFTP, check them and archive the whole ones.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all there is was archived; --watch: it was stopped",
      "1:nothing is there, or a set is damaged",
      "2:wrong usage",
      "3:the server can't be reached"
    },
    footer = {
      "",
      "Example:",
      "  plusgate reports fetch --host sftp.example --user me --key sftp_key \\",
      "      --host-key SHA256:… --participant 1022188000000000001"
    })
final class ReportsFetchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final Output output = new Output();

  @Option(names = "--host", required = true, paramLabel = "HOST", description = "The SFTP server.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "22",
      description = "Its port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--user", required = true, paramLabel = "NAME", description = "Who we are there.")
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
      paramLabel = "PATH",
      defaultValue = "/v1/settlements",
      description = "/sandbox/settlements in the sandbox (default: ${DEFAULT-VALUE}).")
  private String base;

  @Option(
      names = "--participant",
      paramLabel = "ID",
      required = true,
      description = "Our participant id.")
  private String participant;

  @Option(
      names = "--generated",
      paramLabel = "DATE",
      description = "The day the reports were generated, UTC+8 (default: today).")
  private @Nullable LocalDate generated;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      defaultValue = "conf/reports/two-section.yaml",
      description = "How the reports are written (default: ${DEFAULT-VALUE}).")
  private Path profile;

  @Option(
      names = "--archive",
      paramLabel = "DIR",
      defaultValue = "data/reports",
      description = "Where whole sets go (default: ${DEFAULT-VALUE}).")
  private Path archive;

  @Option(names = "--watch", description = "Keep fetching, every day from --from on, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--from",
      paramLabel = "HH:MM",
      defaultValue = "08:00",
      description = "--watch: the first look of a day, UTC+8 (default: ${DEFAULT-VALUE}).")
  private LocalTime from;

  @Option(
      names = "--alarm-at",
      paramLabel = "HH:MM",
      defaultValue = "10:00",
      description =
          "--watch: a set missing by then is an alarm, UTC+8 (default: ${DEFAULT-VALUE}).")
  private LocalTime alarm;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "PT10M",
      description = "--watch: between two looks (default: ${DEFAULT-VALUE}).")
  private Duration every;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description =
          "--watch: write plusgate_reports_* here after each look, for the node exporter's textfile"
              + " collector (NAME.prom in its folder).")
  private @Nullable Path metrics;

  @Override
  public Integer call() throws InterruptedException {
    Logging.quiet();
    try {
      var err = spec.commandLine().getErr();
      // A script gets one answer on stdout, and the news beside it.
      var out = output.isJson() ? err : spec.commandLine().getOut();
      var kept =
          new ReportArchive(
              archive, ProfileReader.read(profile), line -> say(out, line), line -> say(err, line));
      return watch ? watch(server(), kept) : once(server(), kept);
    } catch (BadReportException | IllegalArgumentException wrong) {
      throw ExitException.usage(String.valueOf(wrong.getMessage()));
    } catch (IOException unreachable) {
      throw ExitException.unreachable(String.valueOf(unreachable.getMessage()));
    }
  }

  private int once(SftpServer server, ReportArchive kept) throws IOException {
    if (metrics != null) {
      throw ExitException.usage("--metrics: without --watch (expected: both, or none)");
    }
    var date = generated == null ? LocalDate.now(Clock.system(Entry.ZONE)) : generated;
    var day = kept.fetch(server, base, participant, date);
    boolean some = day.files() > 0;
    output.print(
        new JsonObject()
            .put("generated", date.toString())
            .put("folder", kept.day(date).toString())
            .put("files", day.files())
            .put("sound", day.sound()),
        out -> {
          if (some) {
            out.println(day.files() + " files of " + date + " in " + kept.day(date));
          }
        });
    if (!some) {
      throw ExitException.no(
          "no report of " + date + " yet (generated from 08:00 UTC+8, kept for 7 days)");
    }
    return day.sound() ? ExitCode.FINE : ExitCode.NO;
  }

  private int watch(SftpServer server, ReportArchive kept) throws InterruptedException {
    if (generated != null) {
      throw ExitException.usage("--generated: beside --watch (expected: one of them)");
    }
    var hours = new ReportWatch.Hours(from, alarm, every);
    var clock = Clock.systemUTC();
    var file = Optional.ofNullable(metrics).map(ReportMetrics::new);
    var watching = new ReportWatching(spec.commandLine().getOut(), output.isJson(), clock, file);
    return watching.run(new ReportWatch(clock, hours, days(server, kept), watching));
  }

  private ReportWatch.Days days(SftpServer server, ReportArchive kept) {
    return new ReportWatch.Days() {
      @Override
      public void fetch(LocalDate date) throws IOException {
        var day = kept.fetch(server, base, participant, date);
        if (!day.sound()) {
          say(spec.commandLine().getErr(), "a set of " + date + " is damaged, see above");
        }
      }

      @Override
      public Set<String> archived(LocalDate date) throws IOException {
        return kept.agreements(date);
      }

      @Override
      public Optional<LocalDate> first() throws IOException {
        return kept.first();
      }
    };
  }

  private SftpServer server() throws IOException {
    var password =
        passwordFile == null
            ? Optional.<String>empty()
            : Optional.of(Files.readString(passwordFile).strip());
    return new SftpServer(host, port, user, hostKey, Optional.ofNullable(key), password);
  }

  private static void say(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }
}
