package io.plusgate.reconcile.run;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.Waiting;
import io.plusgate.reconcile.match.Judge;
import io.plusgate.reconcile.match.Window;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Turns results into findings and totals. */
final class Telling implements Judge {
  private final Window window;
  private final SetReader reader;
  private final Ledger ledger;
  private final Arrivals arrivals;
  private final Inquirer inquirer;
  private final Consumer<Finding> findings;
  private final Tally tally = new Tally();
  private final Set<String> troubled = new HashSet<>();
  private long theirRows;
  private long notJudged;
  private long amountsThatDiffer;

  Telling(
      Window window,
      SetReader reader,
      Ledger ledger,
      Arrivals arrivals,
      Inquirer inquirer,
      Consumer<Finding> findings) {
    this.window = window;
    this.reader = reader;
    this.ledger = ledger;
    this.arrivals = arrivals;
    this.inquirer = inquirer;
    this.findings = findings;
  }

  /** A set, or an agreement without one: our rows of this currency say nothing then. */
  void damaged(String name, Optional<String> currency, List<String> complaints) {
    currency.ifPresent(troubled::add);
    add(
        Finding.of(
            Difference.DAMAGED_SET,
            window.to().toEpochDay(),
            name,
            "set",
            name,
            "",
            "",
            "",
            String.join("; ", complaints),
            "",
            Money.UNKNOWN));
  }

  /** What earlier days wait for and this one does not have; nothing while a set is in doubt. */
  void escalate(Collection<Waiting> notArrived) {
    if (troubled.isEmpty()) {
      notArrived.forEach(one -> add(one.escalated()));
    }
  }

  /** A finding that needs no comparing of rows. */
  void add(Finding found) {
    var finding = inquirer.ask(found);
    tally.add(finding.difference(), finding.day(), finding.set(), finding.amount());
    findings.accept(finding);
  }

  @Override
  public boolean accepted(Entry theirs) {
    return reader.set(theirs).isAccepted();
  }

  @Override
  public boolean judged(Entry ours) {
    if (troubled.isEmpty()) {
      return true;
    }
    boolean judged =
        ours.settlement().isKnown() && !troubled.contains(ours.settlement().currency());
    notJudged += judged ? 0 : 1;
    return judged;
  }

  @Override
  public void tell(Result result) {
    var row = result.row();
    theirRows += result.fromReports() ? 1 : 0;
    if (result.difference() == Difference.MISSING_HERE && !ledger.holds(row.type())) {
      notJudged++;
      return;
    }
    var set = result.fromReports() ? reader.set(row).name() : "";
    long day = row.time() == 0 ? window.to().toEpochDay() : row.day();
    if (result.difference() == Difference.MATCHED) {
      tally.add(Difference.MATCHED, day, set, result.amount());
      return;
    }
    amountsThatDiffer += result.difference() == Difference.AMOUNT_DIFFERS ? 1 : 0;
    var finding = finding(result, row, set, day);
    add(waitedFor(result).map(waiting -> met(finding, waiting)).orElse(finding));
  }

  @Override
  public void tellRefundedTooMuch(Payment payment, Money refunded, int refunds) {
    var row = payment.row();
    boolean reports = payment.fromReports();
    add(
        Finding.of(
            Difference.AMOUNT_DIFFERS,
            row.time() == 0 ? window.to().toEpochDay() : row.day(),
            reports ? reader.set(row).name() : "",
            "refunds",
            row.id(),
            row.alipayId(),
            "",
            "",
            refunds + " refunds, " + refunded + " of a payment of " + row.amount(),
            reports ? reader.place(row) : ledger.place(row),
            new Money(refunded.minor() - row.amount().minor(), refunded.currency())));
  }

  private Finding finding(Result result, Entry row, String set, long day) {
    return Finding.of(
        result.difference(),
        day,
        set,
        row.type().name().toLowerCase(Locale.ROOT),
        row.id(),
        row.alipayId(),
        row.originalId(),
        result.ours(),
        result.theirs(),
        result.fromReports() ? reader.place(row) : ledger.place(row),
        result.amount());
  }

  private Optional<Waiting> waitedFor(Result result) {
    boolean alone = result.ours().isEmpty() || result.theirs().isEmpty();
    return alone && result.difference() != Difference.DUPLICATE
        ? arrivals.metBy(result.row(), result.fromReports())
        : Optional.empty();
  }

  /** A row whose other side stands among the exceptions of an earlier day. */
  private static Finding met(Finding lone, Waiting waiting) {
    boolean same = lone.amount().equals(waiting.amount());
    String known = "day " + Entry.date(waiting.day()) + ", " + waiting.said();
    String here = "day " + Entry.date(lone.day()) + ", amount " + lone.amount();
    return Finding.of(
        same ? Difference.TIMING : Difference.AMOUNT_DIFFERS,
        lone.day(),
        lone.set(),
        lone.subject(),
        lone.id(),
        lone.alipayId(),
        lone.originalId(),
        waiting.ours() ? known : here,
        waiting.ours() ? here : known,
        lone.place(),
        lone.amount());
  }

  Reconciliation.Outcome outcome(Collection<ReportSet> sets, Set<String> agreements, long ours) {
    int used = (int) sets.stream().filter(ReportSet::isAccepted).count();
    boolean doubt =
        amountsThatDiffer >= 3
            && tally.count(Difference.MATCHED) == 0
            && tally.count(Difference.AMOUNT_DIFFERS) == amountsThatDiffer;
    return new Reconciliation.Outcome(
        tally, used, ours, theirRows, notJudged, doubt, arrivals.arrived(), agreements);
  }
}
