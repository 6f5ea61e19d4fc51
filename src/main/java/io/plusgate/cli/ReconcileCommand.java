package io.plusgate.cli;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.book.BookRun;
import io.plusgate.reconcile.book.ExceptionBook;
import io.plusgate.reconcile.match.Window;
import io.plusgate.reconcile.profile.ProfileReader;
import io.plusgate.reconcile.run.Earlier;
import io.plusgate.reconcile.run.Ledger;
import io.plusgate.reconcile.run.Reconciliation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plusgate reconcile}: whether Alipay+'s books and ours agree, and where not. */
@Command(
    name = "reconcile",
    description = "Compare Alipay+'s report files with our own books, row by row.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the books agree",
      "1:they differ",
      "2:wrong usage",
      "3:our side can't be reached"
    },
    footer = {
      "",
      "Examples:",
      "  plusgate reconcile data/reports/20261126 --ledger books.csv --day 2026-11-25",
      "  plusgate reconcile data/reports/20261126 --jdbc jdbc:sqlite:b.db \\",
      "      --query 'select …'",
      "  plusgate reconcile data/reports/20261126 --config conf/gateway.yaml",
      "  plusgate reconcile data/reports/20261126 --ledger books.csv --inquire \\",
      "    --config conf/gateway.yaml"
    })
final class ReconcileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Output output = new Output();
  @Mixin private LedgerOptions ours = new LedgerOptions();
  @Mixin private InquireOptions inquire = new InquireOptions();
  @Mixin private ResultFiles files = new ResultFiles();

  @Parameters(
      paramLabel = "REPORTS",
      arity = "1..*",
      description = "Report files, or folders of them.")
  private List<Path> reports;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      defaultValue = "conf/reports/two-section.yaml",
      description = "How the reports are written (default: ${DEFAULT-VALUE}).")
  private Path profile;

  @Option(
      names = "--day",
      paramLabel = "DATE",
      description = "The clearing day, UTC+8 (default: yesterday).")
  private @Nullable LocalDate day;

  @Option(names = "--to", paramLabel = "DATE", description = "The last of several clearing days.")
  private @Nullable LocalDate to;

  @Option(
      names = "--carry-over",
      paramLabel = "DURATION",
      defaultValue = "PT30M",
      description = "How near to 00:00 UTC+8 a lone row may be (default: ${DEFAULT-VALUE}).")
  private Duration carryOver;

  @Option(
      names = "--fee-tolerance",
      paramLabel = "N",
      defaultValue = "0",
      description = "Smallest units a fee may differ by (default: ${DEFAULT-VALUE}).")
  private long feeTolerance;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "data/reconcile",
      description = "Where the exceptions and work files are kept (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Override
  public Integer call() throws InterruptedException {
    var window = window();
    var err = spec.commandLine().getErr();
    try (var asking = inquire.open(ours.config(), window, err);
        var source = ours.open(err, inquire.isWanted())) {
      return compare(window, source.ledger(), asking);
    } catch (BadReportException damaged) {
      throw ExitException.usage(damaged.complaint());
    } catch (IOException | UncheckedIOException unreachable) {
      throw ExitException.unreachable(String.valueOf(unreachable.getMessage()));
    }
  }

  private Window window() {
    var from = day == null ? LocalDate.now(Clock.system(Entry.ZONE)).minusDays(1) : day;
    try {
      return new Window(from, to == null ? from : to, carryOver);
    } catch (IllegalArgumentException wrong) {
      throw ExitException.usage(String.valueOf(wrong.getMessage()));
    }
  }

  private int compare(Window window, Ledger ledger, InquireOptions.Asking asking)
      throws IOException {
    var damage = new ArrayList<String>();
    try (var progress = new Progress(spec.commandLine().getErr(), "comparing");
        var book = ExceptionBook.open(work.resolve("exceptions.db"), Clock.systemUTC());
        var results = files.open();
        var run = book.start(window.from(), window.to())) {
      var earlier = new Earlier(book.waiting(window.from()), book.agreements());
      var outcome =
          new Reconciliation(ProfileReader.read(profile), window, feeTolerance, work, progress::add)
              .run(
                  reports,
                  ledger,
                  earlier,
                  asking.inquirer(),
                  finding -> {
                    if (finding.difference() == Difference.DAMAGED_SET) {
                      damage.add(finding.theirs());
                    }
                    results.accept(finding);
                    book(run, finding);
                  });
      run.finish(outcome.arrived(), outcome.agreements());
      progress.done();
      damage.forEach(spec.commandLine().getErr()::println);
      var summary = new ReconcileSummary(outcome, window, asking.counts());
      results.finish(summary.title(), summary.lines());
      output.print(summary.json(), summary::print);
      return outcome.agrees() ? ExitCode.FINE : ExitCode.NO;
    }
  }

  private static void book(BookRun run, Finding finding) {
    try {
      run.book(finding);
    } catch (IOException full) {
      throw new UncheckedIOException("can't write the exceptions", full);
    }
  }
}
