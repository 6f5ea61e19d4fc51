package io.plusgate.store.postgres;

import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.store.CatchUp;
import io.plusgate.store.Restored;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is done once to a database that was put back to an older state. */
final class Restoring {
  /** A sequence knows no transaction; one that only grows does not need one. */
  private static final String SKIP =
      "SELECT setval('plusgate.number', greatest($1::bigint, last_value)) FROM plusgate.number";

  /** In the order in which everybody takes these locks. */
  private static final String DUE =
      "SELECT "
          + KeptPayment.COLUMNS.names()
          + " FROM plusgate.payment WHERE due_at IS NOT NULL"
          + " ORDER BY client_id, payment_request_id FOR UPDATE";

  private final Transactions transactions;
  private final Arbiter arbiter;

  Restoring(Transactions transactions, Arbiter arbiter) {
    this.transactions = transactions;
    this.arbiter = arbiter;
  }

  Future<CatchUp> begin(Restored restored) {
    return transactions.run(session -> begin(session, restored));
  }

  private Future<CatchUp> begin(Session session, Restored restored) {
    return session
        .ask(SKIP, Tuple.of(restored.firstNumber()))
        .compose(skipped -> session.ask(DUE, Tuple.tuple()))
        .map(rows -> Rows.list(rows, KeptPayment::of))
        .compose(due -> begin(session, restored, due));
  }

  private Future<CatchUp> begin(Session session, Restored restored, List<KeptPayment> due) {
    var ledger = new Ledger(arbiter);
    due.forEach(ledger::locked);
    long known =
        due.stream()
            .flatMap(kept -> ledger.settle(restored.of(kept.payment().key())).stream())
            .filter(settled -> !settled.after().phase().isFinal())
            .count();
    var listed = listed(restored);
    return insert(session, listed)
        .compose(
            added -> {
              listed.stream()
                  .filter(payment -> added.contains(payment.key()))
                  .forEach(ledger::listed);
              return LedgerBook.write(session, ledger)
                  .andThen(written -> Counts.setAwaitingCatchUp(session, known + added.size()))
                  .map(written -> new CatchUp(known, added.size(), listed.size() - added.size()));
            });
  }

  private List<Payment> listed(Restored restored) {
    var keys = new ArrayList<>(restored.listed());
    keys.sort(LedgerBook.ORDER);
    return keys.stream().map(key -> arbiter.listed(key, restored.now())).toList();
  }

  /** The keys of those that were not there. */
  private static Future<Set<PaymentKey>> insert(Session session, List<Payment> listed) {
    if (listed.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    return LedgerBook.numbers(session, listed.size())
        .compose(
            numbers ->
                session.ask(Intake.OPEN, KeptPayment.COLUMNS.arrays(Intake.kept(listed, numbers))))
        .map(rows -> new HashSet<>(Rows.list(rows, Intake::key)));
  }
}
