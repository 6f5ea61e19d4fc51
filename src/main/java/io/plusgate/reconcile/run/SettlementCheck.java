package io.plusgate.reconcile.run;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.ReportKind;
import io.plusgate.reconcile.profile.Profile;
import io.plusgate.reconcile.read.SettlementFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Settlement reports against the clearing batches they net, per agreement and currency: no more is
 * documented ({@code D/reconcile_mpp/trans_summary}). A batch that is not among the files of the
 * run can't be compared; signs are not, nobody has seen any.
 */
final class SettlementCheck {
  private final Profile profile;
  private final Map<String, Money> cleared = new HashMap<>();
  private final List<Settled> settled = new ArrayList<>();

  /** A clearing batch as a settlement report has it. */
  private record Settled(ReportSet set, SettlementFile.Batch batch) {
    String key() {
      return set.agreement() + " " + batch.id();
    }
  }

  SettlementCheck(Profile profile) {
    this.profile = profile;
  }

  /** What the transactions of one clearing batch came to. */
  void cleared(ReportSet set, Money total) {
    if (set.isAccepted()) {
      cleared.put(set.agreement() + " " + set.batch(), total);
    }
  }

  /** Reads the settlement reports of a set; its total must be the sum of its batches. */
  void read(ReportSet set) {
    long sum = 0;
    Optional<SettlementFile> declaring = Optional.empty();
    boolean netted = false;
    for (var part : set.parts(ReportKind.SETTLEMENT)) {
      try (var in = Files.newInputStream(part.path())) {
        var file = SettlementFile.read(part.path().toString(), in, profile, set.currency());
        declaring = file.total().isPresent() ? Optional.of(file) : declaring;
        for (var batch : file.batches()) {
          netted = true;
          sum = Math.addExact(sum, batch.amount().minor());
          settled.add(new Settled(set, batch));
        }
      } catch (BadReportException bad) {
        set.damaged(bad.complaint());
      } catch (ArithmeticException tooMuch) {
        set.damaged(part.path() + ": the amounts exceed what any report can total");
      } catch (IOException unreadable) {
        set.damaged(part.path() + ": can't be read (" + unreadable.getMessage() + ")");
      }
    }
    if (netted) {
      var batches = new Money(sum, set.currency());
      declaring.ifPresent(file -> compare(set, file, batches));
    }
  }

  /** Tells which batches are settled with another amount than their transactions come to. */
  void tell(long day, Consumer<Finding> findings) {
    var byBatch = new LinkedHashMap<String, List<Settled>>();
    for (var one : settled) {
      if (one.set().isAccepted() && one.batch().amount().isKnown()) {
        byBatch.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one);
      }
    }
    byBatch.forEach(
        (key, ones) ->
            Optional.ofNullable(cleared.get(key))
                .ifPresent(transactions -> compare(ones, transactions, day, findings)));
  }

  /** A clearing batch may be settled in several batches, so what there is of it is added up. */
  private static void compare(
      List<Settled> ones, Money transactions, long day, Consumer<Finding> findings) {
    var first = ones.get(0);
    long sum = ones.stream().mapToLong(one -> one.batch().amount().minor()).sum();
    var paid = new Money(sum, first.batch().amount().currency());
    if (paid.absolute().equals(transactions.absolute())) {
      return;
    }
    boolean sameCurrency = paid.currency().equals(transactions.currency());
    findings.accept(
        Finding.of(
            sameCurrency ? Difference.AMOUNT_DIFFERS : Difference.CURRENCY_DIFFERS,
            day,
            first.set().name(),
            "settlement",
            first.batch().id(),
            "",
            "",
            "",
            "settled " + paid + ", its transactions come to " + transactions,
            first.batch().place(),
            paid));
  }

  private static void compare(ReportSet set, SettlementFile file, Money batches) {
    var total = file.total().orElse(Money.UNKNOWN);
    if (!total.absolute().equals(batches.absolute())) {
      set.damaged(
          file.place()
              + ": declares total "
              + total
              + ", its clearing batches come to "
              + batches
              + " (expected: the same)");
    }
  }
}
