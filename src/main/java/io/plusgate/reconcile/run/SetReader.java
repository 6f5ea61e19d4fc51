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

  SetReader(Profile profile, Consumer<Entry> items, Consumer<Entry> fees, LongConsumer progress) {
    this.profile = profile;
    this.items = items;
    this.fees = fees;
    this.progress = progress;
  }

  void read(ReportSet set) {
    readParts(set, ReportKind.TRANSACTION_ITEMS, items).ifPresent(totals -> control(set, totals));
    readParts(set, ReportKind.FEE_ITEMS, fees).ifPresent(totals -> progress.accept(0));
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
      } catch (ArithmeticException tooMuch) {
        set.damaged(part.path() + ": the amounts exceed what any report can total");
      } catch (IOException unreadable) {
        set.damaged(part.path() + ": can't be read (" + unreadable.getMessage() + ")");
      }
    }
    if (totals.isEmpty() || totals.size() != parts.size()) {
      return Optional.empty();
    }
    return Optional.of(added(set, kind, totals));
  }

  /** Each part may declare its own rows, or all of them those of the whole set; both are read. */
  private Totals added(ReportSet set, ReportKind kind, List<Totals> parts) {
    long count = parts.stream().mapToLong(Totals::count).sum();
    long amount = parts.stream().mapToLong(Totals::amount).sum();
    boolean own = parts.stream().allMatch(part -> agrees(part, part.count(), part.amount()));
    boolean whole = parts.stream().allMatch(part -> agrees(part, count, amount));
    if (!own && !whole) {
      var first = parts.get(0);
      set.damaged(
          kind.prefix()
              + " of "
              + set.name()
              + ": "
              + said(first, count, new Money(amount, set.currency()))
              + hint(first, amount));
    }
    return new Totals(Optional.empty(), Optional.empty(), count, amount);
  }

  private static boolean agrees(Totals declared, long count, long amount) {
    return declared.declaredCount().stream().allMatch(said -> said == count)
        && declared.declaredAmount().stream()
            .allMatch(said -> Math.abs(said.minor()) == Math.abs(amount));
  }

  private static String said(Totals declared, long count, Money amount) {
    return "declares "
        + declared.declaredCount().map(said -> "count " + said).orElse("no count")
        + declared.declaredAmount().map(said -> " and total " + said).orElse("")
        + ", has count "
        + count
        + " and total "
        + amount
        + " (expected: the same; a part missing, cut short or damaged?)";
  }

  private static String hint(Totals declared, long amount) {
    return declared
        .declaredAmount()
        .map(Money::minor)
        .filter(said -> amount != 0 && (said == amount * 100 || said * 100 == amount))
        .map(said -> "; the total is off by 100: wrong `unit` in the profile?")
        .orElse("");
  }

  private void control(ReportSet set, Totals items) {
    for (var part : set.parts(ReportKind.SUMMARY)) {
      try (var in = Files.newInputStream(part.path())) {
        var summary = ControlFile.read(part.path().toString(), in, profile, set.currency());
        if (summary.count() != items.count()
            || Math.abs(summary.amount()) != Math.abs(items.amount())) {
          set.damaged(
              part.path()
                  + ": "
                  + said(summary, items.count(), new Money(items.amount(), set.currency())));
        }
      } catch (BadReportException bad) {
        set.damaged(bad.complaint());
      } catch (IOException unreadable) {
        set.damaged(part.path() + ": can't be read (" + unreadable.getMessage() + ")");
      }
    }
  }
}
