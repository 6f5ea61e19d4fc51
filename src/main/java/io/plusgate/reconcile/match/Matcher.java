package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.Joining;
import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.OwnFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Matches on request id first, then on Alipay+'s id, always within one type. Give it all rows of
 * both sides, then {@link #match} once.
 */
public final class Matcher implements Closeable {
  private final Path folder;
  private final Dealing dealing;
  private final Stage first;
  private final Stage second;
  private final RefundTotals refunds;
  private final Window window;
  private final Comparison comparison;

  /**
   * @param work a folder for work files, about as large as both sides together
   * @param bytes how large both sides are about, as files
   */
  public Matcher(Path work, Window window, long feeTolerance, long bytes) throws IOException {
    this.folder = Files.createTempDirectory(OwnFiles.folder(work), "match");
    this.dealing = Dealing.of(bytes, Runtime.getRuntime().maxMemory());
    this.first = new Stage(folder, "request", dealing, Entry::requestId);
    this.second = new Stage(folder, "alipay", dealing, Entry::alipayId);
    this.refunds = new RefundTotals(folder, dealing);
    this.window = window;
    this.comparison = new Comparison(feeTolerance);
  }

  /** A row of ours; one thread at a time. */
  public void addOurs(Entry entry) {
    refunds.seeOurs(entry);
    var stage = stage(entry);
    stage.ours.add(stage.id.apply(entry), entry);
  }

  /** A row of a transaction report; one thread at a time, not the one of {@link #addOurs}. */
  public void addTheirs(Entry entry) {
    refunds.seeTheirs(entry);
    var stage = stage(entry);
    stage.theirs.add(stage.id.apply(entry), entry);
  }

  /** A row of a fee report; the same thread as {@link #addTheirs}. */
  public void addFee(Entry entry) {
    var stage = stage(entry);
    stage.fees.add(stage.id.apply(entry), entry);
  }

  /** Compares everything; the progress hears of rows done. */
  public void match(Judge judge, LongConsumer progress) {
    var end = end(judge);
    join(first, judge, again(end), progress);
    join(second, judge, end, progress);
    refunds.judge(judge);
  }

  private Stage stage(Entry entry) {
    return entry.requestId().isEmpty() ? second : first;
  }

  /** What was not matched by request id is tried by Alipay+'s id. */
  private Leftovers again(Leftovers end) {
    return new Leftovers(
        ours -> again(ours, second.ours, end.ours()),
        theirs -> again(theirs, second.theirs, end.theirs()),
        fee -> again(fee, second.fees, end.fees()),
        fee -> again(fee, second.fees, end.accountedFees()));
  }

  /** Nothing is left to be tried: they are missing. */
  private Leftovers end(Judge judge) {
    return new Leftovers(
        ours -> {
          refunds.add(ours, null);
          tellMissingThere(ours, judge);
        },
        theirs -> {
          refunds.add(null, theirs);
          tellMissingHere(theirs, judge);
        },
        fee -> tellLonelyFee(fee, judge),
        fee -> {});
  }

  private static void again(Entry entry, Partitions next, Consumer<Entry> end) {
    if (entry.alipayId().isEmpty()) {
      end.accept(entry);
    } else {
      next.add(entry.alipayId(), entry);
    }
  }

  /** While one part is judged, the next one is loaded. */
  private void join(Stage stage, Judge judge, Leftovers left, LongConsumer progress) {
    var next = loading(stage, 0, judge);
    for (int part = 0; part < dealing.parts(); part++) {
      var groups = Joining.result(next);
      if (part + 1 < dealing.parts()) {
        next = loading(stage, part + 1, judge);
      }
      groups.forEach(group -> judge(group, judge, left));
      progress.accept(groups.rows());
    }
  }

  private static CompletableFuture<Groups> loading(Stage stage, int part, Judge judge) {
    return CompletableFuture.supplyAsync(() -> stage.load(part, judge));
  }

  private void judge(Group group, Judge judge, Leftovers left) {
    tellDuplicates(group, judge);
    var ours = group.ours;
    var theirs = group.theirs;
    if (theirs == null) {
      if (ours != null) {
        left.ours().accept(ours);
      }
      group.fees.forEach(left.fees());
      return;
    }
    if (ours == null) {
      left.theirs().accept(theirs);
      group.fees.forEach(left.accountedFees());
      return;
    }
    refunds.add(ours, theirs);
    comparison.compare(
        ours,
        theirs,
        Fees.of(theirs, group.fees),
        (difference, said) ->
            judge.tell(
                new Judge.Result(difference, theirs, true, said[0], said[1], theirs.amount())));
  }

  private static void tellDuplicates(Group group, Judge judge) {
    for (var again : group.theirsAgain) {
      String said = times(group.theirsAgain, group.theirs);
      judge.tell(new Judge.Result(Difference.DUPLICATE, again, true, "", said, again.amount()));
    }
    for (var again : group.oursAgain) {
      String said = times(group.oursAgain, group.ours);
      judge.tell(new Judge.Result(Difference.DUPLICATE, again, false, said, "", again.amount()));
    }
  }

  private static String times(List<Entry> again, @Nullable Entry first) {
    return again.size() + 1 + " rows, the first on line " + (first == null ? "?" : first.line());
  }

  private void tellMissingThere(Entry ours, Judge judge) {
    if (ours.status() != EntryStatus.SUCCEEDED
        || !window.holds(ours.day())
        || !judge.judged(ours)) {
      return;
    }
    boolean near = window.isAtTheEdge(ours);
    judge.tell(
        new Judge.Result(
            near ? Difference.TIMING : Difference.MISSING_AT_ALIPAYPLUS,
            ours,
            false,
            "amount " + ours.amount() + ", " + ours.completedAt(),
            "",
            ours.amount()));
  }

  private void tellMissingHere(Entry theirs, Judge judge) {
    boolean near = theirs.time() != 0 && window.isAtTheEdge(theirs);
    String payment =
        theirs.type() == EntryType.REFUND && !theirs.originalId().isEmpty()
            ? ", of payment " + theirs.originalId()
            : "";
    judge.tell(
        new Judge.Result(
            near ? Difference.TIMING : Difference.MISSING_HERE,
            theirs,
            true,
            "",
            "amount " + theirs.amount() + payment,
            theirs.amount()));
  }

  private static void tellLonelyFee(Entry fee, Judge judge) {
    judge.tell(
        new Judge.Result(
            Difference.FEE_DIFFERS,
            fee,
            true,
            "",
            "fee " + fee.fee() + " without its transaction",
            fee.fee().isKnown() ? fee.fee() : Money.UNKNOWN));
  }

  @Override
  public void close() throws IOException {
    first.close();
    second.close();
    refunds.close();
    Files.deleteIfExists(folder);
  }

  /** Both sides dealt by one id. */
  private static final class Stage implements Closeable {
    private final Function<Entry, String> id;
    private final Partitions ours;
    private final Partitions theirs;
    private final Partitions fees;

    Stage(Path folder, String name, Dealing dealing, Function<Entry, String> id) {
      this.id = id;
      this.ours = new Partitions(folder.resolve(name + "-ours"), dealing);
      this.theirs = new Partitions(folder.resolve(name + "-theirs"), dealing);
      this.fees = new Partitions(folder.resolve(name + "-fees"), dealing);
    }

    /** One part of both sides, without the rows of damaged sets. */
    Groups load(int part, Judge judge) {
      var groups = new Groups();
      ours.read(part, entry -> groups.addOurs(id.apply(entry), entry));
      theirs.read(
          part,
          entry -> {
            if (judge.accepted(entry)) {
              groups.addTheirs(id.apply(entry), entry);
            }
          });
      fees.read(
          part,
          entry -> {
            if (judge.accepted(entry)) {
              groups.addFee(id.apply(entry), entry);
            }
          });
      return groups;
    }

    @Override
    public void close() throws IOException {
      ours.close();
      theirs.close();
      fees.close();
    }
  }
}
