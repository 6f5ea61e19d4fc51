package io.plusgate.reconcile.run;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.Joining;
import io.plusgate.reconcile.ReportKind;
import io.plusgate.reconcile.Waiting;
import io.plusgate.reconcile.match.Matcher;
import io.plusgate.reconcile.match.Window;
import io.plusgate.reconcile.profile.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads both sides, matches them and tells each finding but the matched rows. */
public final class Reconciliation {
  private static final int STEP = 10_000;

  private final Profile profile;
  private final Window window;
  private final long feeTolerance;
  private final Path work;
  private final LongConsumer progress;

  /**
   * @param work where the work files go, about as large as both sides together
   * @param progress hears of rows as they are read and matched; from two threads
   */
  public Reconciliation(
      Profile profile, Window window, long feeTolerance, Path work, LongConsumer progress) {
    this.profile = profile;
    this.window = window;
    this.feeTolerance = feeTolerance;
    this.work = work;
    this.progress = progress;
  }

  /**
   * What came out.
   *
   * @param sets how many were used
   * @param notJudged rows of ours that say nothing, because their set is damaged or not there
   * @param unitDoubt every amount differs
   * @param arrived what earlier days waited for and this run saw
   * @param agreements those that had a set
   */
  public record Outcome(
      Tally tally,
      int sets,
      long ourRows,
      long theirRows,
      long notJudged,
      boolean unitDoubt,
      Set<Waiting> arrived,
      Set<String> agreements) {
    public Outcome {
      arrived = Set.copyOf(arrived);
      agreements = Set.copyOf(agreements);
    }

    /** Whether the books agree; rows that wait in the carry-over do. */
    public boolean agrees() {
      return tally.lines().stream().noneMatch(line -> line.difference().differs());
    }
  }

  /** Compares without anything from earlier runs, and asks nobody. */
  public Outcome run(List<Path> reports, Ledger ledger, Consumer<Finding> findings)
      throws IOException {
    return run(reports, ledger, Earlier.NOTHING, Inquirer.NONE, findings);
  }

  /**
   * A {@link BadReportException} says why nothing could be compared, an {@link
   * UncheckedIOException} that our side could not be reached.
   */
  public Outcome run(
      List<Path> reports,
      Ledger ledger,
      Earlier earlier,
      Inquirer inquirer,
      Consumer<Finding> findings)
      throws IOException {
    var sets = List.copyOf(ReportSets.find(reports));
    if (sets.isEmpty()) {
      throw new BadReportException(
          reports.toString(),
          "no report (expected: files named transactionItems_…_000.csv, see docs)");
    }
    var arrivals = new Arrivals(earlier.waiting());
    try (var matcher = new Matcher(work, window, feeTolerance, bytes(sets, ledger))) {
      var reader =
          new SetReader(
              profile,
              row -> {
                arrivals.theirs(row);
                matcher.addTheirs(row);
              },
              matcher::addFee,
              progress);
      var counted = new Counted();
      var ours = CompletableFuture.runAsync(() -> readOurs(ledger, matcher, arrivals, counted));
      sets.forEach(reader::read);
      Joining.end(ours);
      arrivals.keepOnly(row -> reader.set(row).isAccepted());
      var telling = new Telling(window, reader, ledger, arrivals, inquirer, findings);
      var agreements = agreements(sets);
      tellDamage(telling, sets, earlier.agreements(), agreements);
      reader.settlements().tell(window.to().toEpochDay(), telling::add);
      telling.escalate(arrivals.notArrived());
      matcher.match(telling, progress);
      return telling.outcome(sets, agreements, counted.ours);
    }
  }

  /** Both sides; a ledger that can't tell is about as large as the reports. */
  private static long bytes(Collection<ReportSet> sets, Ledger ledger) throws IOException {
    long theirs = 0;
    for (var set : sets) {
      for (var file : set.files()) {
        theirs += Files.size(file);
      }
    }
    return theirs + Math.max(theirs, ledger.bytes());
  }

  private static void tellDamage(
      Telling telling, Collection<ReportSet> sets, Set<String> expected, Set<String> there) {
    for (var set : sets) {
      if (!set.isAccepted()) {
        // Without its settlement report a day's transactions can be judged all the same.
        var currency = set.isClearing() ? Optional.of(set.currency()) : Optional.<String>empty();
        telling.damaged(set.name(), currency, set.damage());
      }
    }
    for (var agreement : new TreeSet<>(expected)) {
      if (!there.contains(agreement)) {
        telling.damaged(
            agreement,
            Optional.of(ReportSet.currencyOf(agreement)),
            List.of(
                "no set of this agreement, which had one before (expected: one every clearing day,"
                    + " empty days too)"));
      }
    }
  }

  private static Set<String> agreements(Collection<ReportSet> sets) {
    var names = new TreeSet<String>();
    for (var set : sets) {
      if (!set.parts(ReportKind.TRANSACTION_ITEMS).isEmpty()) {
        names.add(set.agreement());
      }
    }
    return names;
  }

  private void readOurs(Ledger ledger, Matcher matcher, Arrivals arrivals, Counted counted) {
    try {
      ledger.read(
          entry -> {
            arrivals.ours(entry);
            matcher.addOurs(entry);
            if (++counted.ours % STEP == 0) {
              progress.accept(STEP);
            }
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException("our side: " + unreadable.getMessage(), unreadable);
    }
  }

  private static final class Counted {
    private long ours;
  }
}
