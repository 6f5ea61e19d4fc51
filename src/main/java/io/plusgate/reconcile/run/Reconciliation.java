package io.plusgate.reconcile.run;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.match.Judge;
import io.plusgate.reconcile.match.Matcher;
import io.plusgate.reconcile.match.Window;
import io.plusgate.reconcile.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads both sides, matches them and tells each finding but the matched rows. */
public final class Reconciliation {
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
   * @param notJudged rows of ours that say nothing, because their set is damaged
   * @param unitDoubt every amount is a hundred times the other's
   */
  public record Outcome(
      Tally tally, int sets, long ourRows, long theirRows, long notJudged, boolean unitDoubt) {
    /** Whether the books agree; rows that wait in the carry-over do. */
    public boolean agrees() {
      return tally.lines().stream().noneMatch(line -> line.difference().differs());
    }
  }

  /** A {@link BadReportException} says why nothing could be compared. */
  public Outcome run(List<Path> reports, Ledger ledger, Consumer<Finding> findings)
      throws IOException {
    var sets = List.copyOf(ReportSets.find(reports));
    if (sets.isEmpty()) {
      throw new BadReportException(
          reports.toString(),
          "no report (expected: files named transactionItems_…_000.csv, see docs)");
    }
    try (var matcher = new Matcher(work, window, feeTolerance)) {
      var reader = new SetReader(profile, matcher::addTheirs, matcher::addFee, progress);
      var counted = new Counted();
      var ours = CompletableFuture.runAsync(() -> readOurs(ledger, matcher, counted));
      sets.forEach(reader::read);
      await(ours);
      var telling = new Telling(reader, ledger, sets, findings);
      telling.damage();
      matcher.match(telling, progress);
      return telling.outcome(counted.ours);
    }
  }

  private void readOurs(Ledger ledger, Matcher matcher, Counted counted) {
    try {
      ledger.read(
          entry -> {
            matcher.addOurs(entry);
            if (++counted.ours % 10_000 == 0) {
              progress.accept(10_000);
            }
          });
    } catch (IOException unreadable) {
      throw new BadReportException("our side", "can't be read (" + unreadable.getMessage() + ")");
    }
  }

  private static void await(CompletableFuture<Void> ours) {
    try {
      ours.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private static final class Counted {
    private long ours;
  }

  /** Turns results into findings and totals. */
  private final class Telling implements Judge {
    private final SetReader reader;
    private final Ledger ledger;
    private final List<ReportSet> sets;
    private final Consumer<Finding> findings;
    private final Tally tally = new Tally();
    private long theirRows;
    private long notJudged;
    private long hundredfold;

    Telling(SetReader reader, Ledger ledger, List<ReportSet> sets, Consumer<Finding> findings) {
      this.reader = reader;
      this.ledger = ledger;
      this.sets = sets;
      this.findings = findings;
    }

    void damage() {
      for (var set : sets) {
        if (!set.isAccepted()) {
          long day = window.to().toEpochDay();
          tally.add(Difference.DAMAGED_SET, day, set.name(), Money.UNKNOWN);
          findings.accept(
              new Finding(
                  Difference.DAMAGED_SET,
                  day,
                  set.name(),
                  "set",
                  set.name(),
                  "",
                  "",
                  String.join("; ", set.damage()),
                  "",
                  Money.UNKNOWN));
        }
      }
    }

    @Override
    public boolean accepted(Entry theirs) {
      return reader.set(theirs).isAccepted();
    }

    @Override
    public boolean judged(Entry ours) {
      boolean judged =
          sets.stream()
              .filter(set -> !set.isAccepted())
              .allMatch(
                  set ->
                      ours.settlement().isKnown()
                          && !ours.settlement().currency().equals(set.currency()));
      notJudged += judged ? 0 : 1;
      return judged;
    }

    @Override
    public void tell(Result result) {
      var row = result.row();
      if (result.difference() == Difference.MISSING_HERE && !ledger.holds(row.type())) {
        theirRows++;
        notJudged++;
        return;
      }
      var set = result.fromReports() ? reader.set(row).name() : "";
      long day = row.time() == 0 ? window.to().toEpochDay() : row.day();
      tally.add(result.difference(), day, set, result.amount());
      theirRows += result.fromReports() ? 1 : 0;
      if (result.difference() == Difference.MATCHED) {
        return;
      }
      if (result.difference() == Difference.AMOUNT_DIFFERS) {
        hundredfold++;
      }
      findings.accept(
          new Finding(
              result.difference(),
              day,
              set,
              row.type().name().toLowerCase(Locale.ROOT),
              row.id(),
              row.alipayId(),
              result.ours(),
              result.theirs(),
              result.fromReports() ? reader.place(row) : ledger.place(row),
              result.amount()));
    }

    Outcome outcome(long ours) {
      int used = (int) sets.stream().filter(ReportSet::isAccepted).count();
      boolean doubt =
          hundredfold >= 3
              && tally.count(Difference.MATCHED) == 0
              && tally.count(Difference.AMOUNT_DIFFERS) == hundredfold;
      return new Outcome(tally, used, ours, theirRows, notJudged, doubt);
    }
  }
}
