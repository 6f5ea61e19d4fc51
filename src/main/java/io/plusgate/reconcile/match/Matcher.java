package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.Money;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Matches on request id first, then on Alipay+'s id, always within one type. Give it all rows of
 * both sides, then {@link #match} once.
 */
public final class Matcher implements Closeable {
  private final Path folder;
  private final Stage first;
  private final Stage second;
  private final Window window;
  private final Comparison comparison;

  public Matcher(Path work, Window window, long feeTolerance) throws IOException {
    this.folder = Files.createTempDirectory(Files.createDirectories(work), "match");
    this.first = new Stage(folder, "request", Entry::requestId);
    this.second = new Stage(folder, "alipay", Entry::alipayId);
    this.window = window;
    this.comparison = new Comparison(feeTolerance);
  }

  /** A row of ours; one thread at a time. */
  public void addOurs(Entry entry) {
    stage(entry).ours.add(entry);
  }

  /** A row of a transaction report; one thread at a time, not the one of {@link #addOurs}. */
  public void addTheirs(Entry entry) {
    stage(entry).theirs.add(entry);
  }

  /** A row of a fee report; the same thread as {@link #addTheirs}. */
  public void addFee(Entry entry) {
    stage(entry).fees.add(entry);
  }

  /** Compares everything; the progress hears of rows done. */
  public void match(Judge judge, LongConsumer progress) {
    var end = end(judge);
    var again = again(end);
    for (int part = 0; part < Partitions.COUNT; part++) {
      join(first, part, judge, again, progress);
    }
    for (int part = 0; part < Partitions.COUNT; part++) {
      join(second, part, judge, end, progress);
    }
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
        ours -> tellMissingThere(ours, judge),
        theirs -> tellMissingHere(theirs, judge),
        fee -> tellLonelyFee(fee, judge),
        fee -> {});
  }

  private static void again(Entry entry, Partitions next, Consumer<Entry> end) {
    if (entry.alipayId().isEmpty()) {
      end.accept(entry);
    } else {
      next.add(entry);
    }
  }

  private void join(Stage stage, int part, Judge judge, Leftovers left, LongConsumer progress) {
    var groups = new Groups(stage.id);
    long[] rows = {0};
    stage.ours.read(part, entry -> rows[0] += groups.ours(entry));
    stage.theirs.read(
        part,
        entry -> {
          if (judge.accepted(entry)) {
            rows[0] += groups.theirs(entry);
          }
        });
    stage.fees.read(
        part,
        entry -> {
          if (judge.accepted(entry)) {
            groups.fee(entry);
          }
        });
    groups.forEach(group -> judge(group, judge, left));
    progress.accept(rows[0]);
  }

  private void judge(Group group, Judge judge, Leftovers left) {
    tellDuplicates(group, judge);
    if (group.theirs.isEmpty()) {
      group.ours.stream().limit(1).forEach(left.ours());
      group.fees.forEach(left.fees());
      return;
    }
    var theirs = group.theirs.get(0);
    if (group.ours.isEmpty()) {
      left.theirs().accept(theirs);
      group.fees.forEach(left.accountedFees());
      return;
    }
    var ours = group.ours.get(0);
    comparison.compare(
        ours,
        theirs,
        group.fee(theirs),
        (difference, said) ->
            judge.tell(
                new Judge.Result(difference, theirs, true, said[0], said[1], theirs.amount())));
  }

  private static void tellDuplicates(Group group, Judge judge) {
    group.theirs.stream()
        .skip(1)
        .forEach(
            again ->
                judge.tell(
                    new Judge.Result(
                        Difference.DUPLICATE,
                        again,
                        true,
                        "",
                        group.theirs.size()
                            + " rows, the first on line "
                            + group.theirs.get(0).line(),
                        again.amount())));
    group.ours.stream()
        .skip(1)
        .forEach(
            again ->
                judge.tell(
                    new Judge.Result(
                        Difference.DUPLICATE,
                        again,
                        false,
                        group.ours.size() + " rows, the first on line " + group.ours.get(0).line(),
                        "",
                        again.amount())));
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
    Files.deleteIfExists(folder);
  }

  /** Both sides dealt by one id. */
  private static final class Stage implements Closeable {
    private final Function<Entry, String> id;
    private final Partitions ours;
    private final Partitions theirs;
    private final Partitions fees;

    Stage(Path folder, String name, Function<Entry, String> id) {
      this.id = id;
      this.ours = new Partitions(folder, name + "-ours", id);
      this.theirs = new Partitions(folder, name + "-theirs", id);
      this.fees = new Partitions(folder, name + "-fees", id);
    }

    @Override
    public void close() throws IOException {
      ours.close();
      theirs.close();
      fees.close();
    }
  }
}
