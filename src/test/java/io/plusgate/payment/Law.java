package io.plusgate.payment;

import java.util.ArrayList;
import java.util.List;

/**
 * What holds in every life of a payment, whatever comes in whatever order. One of these watches one
 * payment, from its writing down to its end.
 */
public final class Law {
  private final List<String> told = new ArrayList<>();
  private int finalDeliveries;
  private boolean trustedFailure;
  private boolean trustedCancel;
  private boolean trustedSuccess;

  /** Since it was restored Alipay+ has spoken, or the backend has ordered a cancel. */
  private boolean mayCancel = true;

  /** A law that has seen the same. */
  Law copy() {
    var copy = new Law();
    copy.told.addAll(told);
    copy.finalDeliveries = finalDeliveries;
    copy.trustedFailure = trustedFailure;
    copy.trustedCancel = trustedCancel;
    copy.trustedSuccess = trustedSuccess;
    copy.mayCancel = mayCancel;
    return copy;
  }

  /** How often the backend was to be told of the end. */
  public int finalDeliveries() {
    return finalDeliveries;
  }

  /** Watches one decision; throws when it breaks the law. */
  public void watch(Payment before, Evidence evidence, Decision decision) {
    told.add(evidence.source() + " " + evidence.words());
    trustedFailure |= evidence.isTrusted() && evidence.said() == Said.FAILED;
    trustedCancel |= evidence.isTrusted() && evidence.said() == Said.CANCELLED;
    trustedSuccess |= evidence.isTrusted() && evidence.said() == Said.SUCCEEDED;
    mayCancel =
        evidence.said() != Said.RESTORED
            && (mayCancel || evidence.isTrusted() || evidence.source().equals("cancelPayment"));
    var payment = decision.payment();
    var phase = payment.phase();
    require(!before.phase().isFinal() || phase == before.phase(), "a final phase changed");
    require(phase.compareTo(before.phase()) >= 0, "went back");
    require(phase.isFinal() || payment.next().isPresent(), "no next step");
    require(phase != Phase.FAILED || trustedFailure, "failed without a trusted failure");
    require(phase != Phase.CANCELLED || trustedCancel, "cancelled without a trusted cancel");
    require(phase != Phase.SUCCEEDED || trustedSuccess, "succeeded without a trusted success");
    boolean lateSuccess =
        evidence.said() == Said.SUCCEEDED
            && (before.phase() == Phase.CANCELLING || before.phase() == Phase.CANCELLED);
    require(!lateSuccess || payment.isContradicted(), "a late success was swallowed");
    countDeliveries(before, decision);
    require(finalDeliveries <= 1, "two final deliveries");
    boolean amountStays = before.amount().isEmpty() || payment.amount().equals(before.amount());
    require(payment.key().equals(before.key()) && amountStays, "identity or amount changed");
    boolean cancels = decision.commands().stream().anyMatch(Command.CancelAt.class::isInstance);
    require(!cancels || mayCancel, "restored, and cancelled without having heard of it");
    boolean onlyItsIdIsKnown = before.product().equals(Policy.UNKNOWN);
    require(
        !cancels || !onlyItsIdIsKnown || phase == Phase.CANCELLING,
        "cancelled without knowing its expiry");
  }

  private void countDeliveries(Payment before, Decision decision) {
    for (var command : decision.commands()) {
      if (command instanceof Command.Deliver deliver && !deliver.isContradiction()) {
        finalDeliveries++;
        require(
            decision.payment().phase().isFinal() && !before.phase().isFinal(),
            "a delivery without a transition");
      }
    }
  }

  private void require(boolean holds, String broken) {
    if (!holds) {
      throw new AssertionError(broken + " after " + told);
    }
  }

  @Override
  public String toString() {
    return told.toString();
  }
}
