package io.plusgate.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the reference leaves open, each as a named choice; none of this is Alipay+'s word. The same
 * names stand in {@code conf/simulator.yaml}.
 *
 * @param refuseBadBodies a scalar that is no string or a missing mandatory field is PARAM_ILLEGAL;
 *     otherwise it is only noted as a warning
 * @param cancelOfUnknownSucceeds whether cancelPayment of a payment that never arrived is S; else
 *     ORDER_NOT_EXIST; a pay that arrives after it is refused in both cases
 * @param exchangesKept how many exchanges are kept for download
 * @param paymentsKept how many payments the books hold before the oldest go
 */
public record OpenChoices(
    boolean refuseBadBodies,
    boolean cancelOfUnknownSucceeds,
    CodeChoices codes,
    MoneyChoices money,
    WaitChoices waits,
    DisputeChoices disputes,
    int exchangesKept,
    int paymentsKept) {

  public static final OpenChoices DEFAULTS =
      new OpenChoices(
          true,
          false,
          CodeChoices.DEFAULTS,
          MoneyChoices.DEFAULTS,
          WaitChoices.DEFAULTS,
          DisputeChoices.DEFAULTS,
          10_000,
          50_000);

  public OpenChoices {
    if (exchangesKept < 0 || paymentsKept < 1) {
      throw new IllegalArgumentException(
          "kept: " + exchangesKept + ", " + paymentsKept + " (expected: >= 0, >= 1)");
    }
  }

  public OpenChoices withRefuseBadBodies(boolean refuse) {
    return new OpenChoices(
        refuse,
        cancelOfUnknownSucceeds,
        codes,
        money,
        waits,
        disputes,
        exchangesKept,
        paymentsKept);
  }

  public OpenChoices withCancelOfUnknownSucceeds(boolean succeeds) {
    return new OpenChoices(
        refuseBadBodies, succeeds, codes, money, waits, disputes, exchangesKept, paymentsKept);
  }

  public OpenChoices withCodes(UnaryOperator<CodeChoices> change) {
    return new OpenChoices(
        refuseBadBodies,
        cancelOfUnknownSucceeds,
        change.apply(codes),
        money,
        waits,
        disputes,
        exchangesKept,
        paymentsKept);
  }

  /** When the built-in wallet pays an order or entry code; never if empty. */
  public OpenChoices withCodePaidAfter(Optional<Duration> after) {
    return withCodes(known -> known.withPaidAfter(after));
  }

  public OpenChoices withMoney(MoneyChoices chosen) {
    return new OpenChoices(
        refuseBadBodies,
        cancelOfUnknownSucceeds,
        codes,
        chosen,
        waits,
        disputes,
        exchangesKept,
        paymentsKept);
  }

  public OpenChoices withWaits(WaitChoices chosen) {
    return new OpenChoices(
        refuseBadBodies,
        cancelOfUnknownSucceeds,
        codes,
        money,
        chosen,
        disputes,
        exchangesKept,
        paymentsKept);
  }

  public OpenChoices withDisputes(DisputeChoices chosen) {
    return new OpenChoices(
        refuseBadBodies,
        cancelOfUnknownSucceeds,
        codes,
        money,
        waits,
        chosen,
        exchangesKept,
        paymentsKept);
  }

  public OpenChoices withKept(int exchanges, int payments) {
    return new OpenChoices(
        refuseBadBodies,
        cancelOfUnknownSucceeds,
        codes,
        money,
        waits,
        disputes,
        exchanges,
        payments);
  }
}
