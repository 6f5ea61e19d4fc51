package io.plusgate.reconcile.run;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.ReportKind;
import io.plusgate.reconcile.profile.Profile;
import io.plusgate.reconcile.read.ControlFile;
import io.plusgate.reconcile.read.ReportFile;
import io.plusgate.reconcile.read.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Reads sets and controls their counts and totals. A set with any complaint is damaged: rows that
 * were read before it was found are in the work files, but the judge accepts none of them.
 */
final class SetReader {
  private final Profile profile;
  private final Consumer<Entry> items;
  private final Consumer<Entry> fees;
  private final LongConsumer progress;
  private final List<ReportSet> ofFile = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final SettlementCheck settlements;

  SetReader(Profile profile, Consumer<Entry> items, Consumer<Entry> fees, LongConsumer progress) {
    this.profile = profile;
    this.items = items;
    this.fees = fees;
    this.progress = progress;
    this.settlements = new SettlementCheck(profile);
  }

  void read(ReportSet set) {
    readParts(set, ReportKind.TRANSACTION_ITEMS, items).ifPresent(totals -> control(set, totals));
    readParts(set, ReportKind.FEE_ITEMS, fees).ifPresent(totals -> progress.accept(0));
    settlements.read(set);
  }

  /** What the settlement reports say beside the clearing batches that were read. */
  SettlementCheck settlements() {
    return settlements;
  }

  ReportSet set(Entry row) {
    return ofFile.get(row.file());
  }

  String place(Entry row) {
    return names.get(row.file()) + ":" + row.line();
  }

  private Optional<Totals> readParts(ReportSet set, ReportKind kind, Consumer<Entry> rows) {
    var parts = set.parts(kind);
    var totals = new ArrayList<Totals>();
    for (var part : parts) {
      int file = ofFile.size();
      ofFile.add(set);
      names.add(part.name().file());
      try (var in = Files.newInputStream(part.path())) {
        var reader = new ReportFile(part.path().toString(), profile, kind.prefix(), set.currency());
        totals.add(reader.read(in, file, rows));
        progress.accept(totals.get(totals.size() - 1).count());
      } catch (BadReportException bad) {
        set.damaged(bad.complaint());
      } catch (IOException unreadable) {
        set.damaged(part.path() + ": can't be read (" + unreadable.getMessage() + ")");
      }
    }
    if (totals.isEmpty() || totals.size() != parts.size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(added(set, kind, totals));
    } catch (ArithmeticException tooMuch) {
      set.damaged(parts.get(0).path() + ": its parts exceed what any report can total");
      return Optional.empty();
    }
  }

  /** Each part may declare its own rows, or all of them those of the whole set; both are read. */
  private Totals added(ReportSet set, ReportKind kind, List<Totals> parts) {
    long count = parts.stream().mapToLong(Totals::count).sum();
    long amount = parts.stream().mapToLong(Totals::amount).reduce(0, Math::addExact);
    boolean own = parts.stream().allMatch(part -> part.declares(part.count(), part.amount()));
    boolean whole = parts.stream().allMatch(part -> part.declares(count, amount));
    boolean controlled = parts.stream().allMatch(part -> part.declared().isPresent());
    if (!own && !whole) {
      parts.stream()
          .filter(part -> !part.declares(part.count(), part.amount()))
          .findFirst()
          .ifPresent(part -> set.damaged(wrong(part.declared(), part.count(), part.amount(), set)));
    } else if (!controlled
        && kind == ReportKind.TRANSACTION_ITEMS
        && set.parts(ReportKind.SUMMARY).isEmpty()) {
      set.damaged(
          set.files().get(0)
              + ": nothing to control it by (expected: totalCount and a total in a summary"
              + " section, or a summary_ file beside it)");
    }
    return new Totals(Optional.empty(), count, amount);
  }

  private static String wrong(
      Optional<Totals.Declared> declared, long count, long amount, ReportSet set) {
    return declared
        .map(
            said ->
                (said.count() == count ? said.amountPlace() : said.countPlace())
                    + ": declares count "
                    + said.count()
                    + said.amount().map(total -> " and total " + total).orElse("")
                    + ", has count "
                    + count
                    + " and total "
                    + new Money(amount, set.currency())
                    + " (expected: the same; a part missing, cut short or damaged?)"
                    + hint(said, amount))
        .orElse("");
  }

  private static String hint(Totals.Declared declared, long amount) {
    return declared
        .amount()
        .map(Money::minor)
        .filter(said -> amount != 0 && (said == amount * 100 || said * 100 == amount))
        .map(said -> "; the total is off by 100: wrong `unit` in the profile?")
        .orElse("");
  }

  private void control(ReportSet set, Totals items) {
    for (var part : set.parts(ReportKind.SUMMARY)) {
      try (var in = Files.newInputStream(part.path())) {
        var said = ControlFile.read(part.path().toString(), in, profile, set.currency());
        if (!new Totals(Optional.of(said), 0, 0).declares(items.count(), items.amount())) {
          set.damaged(wrong(Optional.of(said), items.count(), items.amount(), set));
        }
      } catch (BadReportException bad) {
        set.damaged(bad.complaint());
      } catch (IOException unreadable) {
        set.damaged(part.path() + ": can't be read (" + unreadable.getMessage() + ")");
      }
    }
    settlements.cleared(set, new Money(items.amount(), set.currency()));
  }
}
