package io.plusgate.reconcile.inquire;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.Inquired.Verdict;

/**
 * What a difference is once Alipay+ was asked; pure. Only a verified answer changes anything, and
 * none makes a difference vanish: the books are repaired by people.
 *
 * @param lastDay the last clearing day that the reports at hand cover
 */
record Reclassification(long lastDay) {
  Finding apply(Finding finding, Statement statement) {
    return switch (finding.difference()) {
      case MISSING_AT_ALIPAYPLUS -> missingThere(finding, statement);
      case MISSING_HERE -> missingHere(finding, statement);
      case STATUS_DIFFERS -> status(finding, statement);
      case AMOUNT_DIFFERS, CURRENCY_DIFFERS -> money(finding, statement);
      case DUPLICATE -> duplicate(finding, statement);
      case MATCHED, FEE_DIFFERS, TIMING, DAMAGED_SET -> finding;
    };
  }

  /** Whether an answer could say anything about it. */
  static boolean canAsk(Finding finding) {
    boolean kind =
        switch (finding.difference()) {
          case MISSING_AT_ALIPAYPLUS,
              MISSING_HERE,
              STATUS_DIFFERS,
              AMOUNT_DIFFERS,
              CURRENCY_DIFFERS,
              DUPLICATE ->
              true;
          case MATCHED, FEE_DIFFERS, TIMING, DAMAGED_SET -> false;
        };
    return kind && (finding.subject().equals("payment") || finding.subject().equals("refund"));
  }

  private Finding missingThere(Finding finding, Statement statement) {
    return switch (statement.verdict()) {
      case PAID -> {
        var other = otherMoney(finding, statement);
        if (other != Difference.MATCHED) {
          yield said(
              finding,
              other,
              statement,
              "our amount is not the one Alipay+ took: repair the books");
        }
        if (statement.day().isPresent() && statement.day().getAsLong() > lastDay) {
          yield said(
              finding,
              Difference.TIMING,
              statement,
              "Alipay+ completed it on "
                  + Entry.date(statement.day().getAsLong())
                  + ": it must come with that day's set");
        }
        yield said(
            finding,
            finding.difference(),
            statement,
            "Alipay+ says it is paid, its set leaves it out: ask Alipay+ for the settlement");
      }
      case UNPAID ->
          said(
              finding,
              Difference.STATUS_DIFFERS,
              statement,
              "Alipay+ says it is not paid: correct the books; a wallet gives the money back");
      case NOT_KNOWN_THERE ->
          said(
              finding,
              finding.difference(),
              statement,
              "Alipay+ does not know it: ask Alipay+, with both ids; do not count on the money");
      case IN_PROCESS -> later(finding, statement);
      case NOT_ASKED, UNKNOWN -> unchanged(finding, statement);
    };
  }

  private static Finding missingHere(Finding finding, Statement statement) {
    return switch (statement.verdict()) {
      case PAID -> {
        var other = otherMoney(finding, statement);
        yield other == Difference.MATCHED
            ? said(
                finding,
                finding.difference(),
                statement,
                "Alipay+ confirms it: post it from the answer, not from the file")
            : said(
                finding,
                other,
                statement,
                "the set and Alipay+'s own answer name different amounts: ask Alipay+");
      }
      case UNPAID ->
          said(
              finding,
              Difference.STATUS_DIFFERS,
              statement,
              "the set settles what Alipay+ says is not paid: do not post it, ask Alipay+");
      case NOT_KNOWN_THERE ->
          said(
              finding,
              finding.difference(),
              statement,
              "the set settles what Alipay+ says it does not know: do not post it, ask Alipay+");
      case IN_PROCESS -> later(finding, statement);
      case NOT_ASKED, UNKNOWN -> unchanged(finding, statement);
    };
  }

  private static Finding status(Finding finding, Statement statement) {
    return switch (statement.verdict()) {
      case PAID ->
          said(
              finding,
              finding.difference(),
              statement,
              "Alipay+ confirms that it is paid: repair the books; cancelled here: cancel again"
                  + " inside the window, else refund");
      case UNPAID, NOT_KNOWN_THERE ->
          said(
              finding,
              finding.difference(),
              statement,
              "the set settles what Alipay+ says is not paid: our books stand, ask Alipay+");
      case IN_PROCESS -> later(finding, statement);
      case NOT_ASKED, UNKNOWN -> unchanged(finding, statement);
    };
  }

  private static Finding money(Finding finding, Statement statement) {
    boolean says = statement.verdict() == Verdict.PAID && statement.amount().isKnown();
    if (!says) {
      return statement.verdict() == Verdict.UNPAID
          ? said(
              finding,
              Difference.STATUS_DIFFERS,
              statement,
              "both books count what Alipay+ says is not paid: ask Alipay+")
          : unchanged(finding, statement);
    }
    String amount = "amount " + statement.amount();
    String next =
        amount.equals(finding.ours())
            ? "Alipay+ confirms our amount: the set is wrong, ask Alipay+ to correct it"
            : amount.equals(finding.theirs())
                ? "Alipay+ confirms the set's amount: repair the books"
                : "Alipay+'s answer names neither amount: ask Alipay+";
    return said(finding, finding.difference(), statement, next);
  }

  private static Finding duplicate(Finding finding, Statement statement) {
    return statement.verdict() == Verdict.PAID
        ? said(
            finding,
            finding.difference(),
            statement,
            "Alipay+ knows one payment of this id: one row is too many; theirs: ask Alipay+ to"
                + " correct the set; ours: repair the books")
        : unchanged(finding, statement);
  }

  private static Difference otherMoney(Finding finding, Statement statement) {
    var known = finding.amount();
    var said = statement.amount();
    if (!known.isKnown() || !said.isKnown()) {
      return Difference.MATCHED;
    }
    if (!known.currency().equals(said.currency())) {
      return Difference.CURRENCY_DIFFERS;
    }
    return known.minor() == said.minor() ? Difference.MATCHED : Difference.AMOUNT_DIFFERS;
  }

  private static Finding later(Finding finding, Statement statement) {
    return said(
        finding,
        finding.difference(),
        statement,
        "Alipay+ has not finished it: ask again later, until its answer is final");
  }

  /** Unknown is not failed: the difference stays as it was found. */
  private static Finding unchanged(Finding finding, Statement statement) {
    return said(finding, finding.difference(), statement, finding.action());
  }

  private static Finding said(Finding finding, Difference now, Statement statement, String next) {
    return finding.after(now, statement.inquired(), next);
  }
}
