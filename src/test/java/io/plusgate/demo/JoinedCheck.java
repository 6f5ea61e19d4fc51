package io.plusgate.demo;

import io.plusgate.demo.SampleWallet.Standing;
import io.plusgate.simulator.PaymentState;
import java.util.List;
import java.util.Optional;

/** What each of the five knows of one payment, and whether they agree. */
record JoinedCheck(
    String id,
    String gateway,
    String backend,
    Optional<PaymentState> alipayPlus,
    Optional<PaymentState> alipayPlusAtWallet,
    Standing wallet,
    List<Long> refunded) {
  private boolean isFinal() {
    return List.of("succeeded", "failed", "cancelled").contains(gateway)
        && !alipayPlus.equals(Optional.of(PaymentState.IN_PROCESS))
        && !alipayPlusAtWallet.equals(Optional.of(PaymentState.IN_PROCESS))
        && wallet != Standing.WAITING;
  }

  boolean agrees() {
    boolean paid = alipayPlus.equals(Optional.of(PaymentState.SUCCEEDED));
    // A success that the backend cancelled afterwards stays "succeeded" in its gateway's log.
    boolean atGateway = gateway.equals("succeeded") && !backend.equals("cancelled");
    return isFinal()
        && atGateway == paid
        && backend.equals("paid") == paid
        && alipayPlusAtWallet.equals(Optional.of(PaymentState.SUCCEEDED)) == paid
        && (wallet == Standing.PAID) == paid
        && refunded.stream().distinct().count() == 1;
  }

  @Override
  public String toString() {
    return "%s gateway=%s backend=%s alipay+=%s alipay+(wallet)=%s wallet=%s refunded=%s %s"
        .formatted(
            id,
            gateway,
            backend,
            alipayPlus.map(Enum::name).orElse("NEVER_CAME"),
            alipayPlusAtWallet.map(Enum::name).orElse("NEVER_ASKED"),
            wallet,
            refunded,
            agrees() ? "equal" : "NOT EQUAL");
  }
}
