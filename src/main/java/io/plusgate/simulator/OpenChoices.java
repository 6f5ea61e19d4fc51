package io.plusgate.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the reference leaves open, each as a named choice; none of this is Alipay+'s word.
 *
 * @param refuseBadBodies a scalar that is no string or a missing mandatory field is PARAM_ILLEGAL;
 *     otherwise it is only noted as a warning
 * @param cancelOfUnknownSucceeds whether cancelPayment of a payment that never arrived is S; else
 *     ORDER_NOT_EXIST; a pay that arrives after it is refused in both cases
 * @param codePaidAfter when the built-in wallet pays an order or entry code; never if empty
 * @param paymentCodeExpiry how long a user-presented payment can succeed without paymentExpiryTime
 * @param scanCodeExpiry the same for order and entry codes (the acquirer demo's 3 minutes)
 * @param resend the waits before a notification is sent again; empty as in the sandbox
 * @param registrationTakes until a registration is COMPLETED
 * @param quotePrice the one exchange rate, as in the published sample
 * @param exchangesKept how many exchanges are kept for download
 * @param paymentsKept how many payments the books hold before the oldest go
 */
public record OpenChoices(
    boolean refuseBadBodies,
    boolean cancelOfUnknownSucceeds,
    Optional<Duration> codePaidAfter,
    Duration paymentCodeExpiry,
    Duration scanCodeExpiry,
    List<Duration> resend,
    Duration registrationTakes,
    String quotePrice,
    int exchangesKept,
    int paymentsKept) {

  /** The gaps between the re-sends of a notification, 24 h 22 min in all. */
  public static final List<Duration> LADDER =
      List.of(
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(15));

  public static final OpenChoices DEFAULTS =
      new OpenChoices(
          true,
          false,
          Optional.of(Duration.ofSeconds(2)),
          Duration.ofMinutes(1),
          Duration.ofMinutes(3),
          LADDER,
          Duration.ofSeconds(30),
          "1.35",
          1_000,
          50_000);

  public OpenChoices {
    resend = List.copyOf(resend);
    if (exchangesKept < 0 || paymentsKept < 1) {
      throw new IllegalArgumentException(
          "kept: " + exchangesKept + ", " + paymentsKept + " (expected: >= 0, >= 1)");
    }
  }

  public OpenChoices withRefuseBadBodies(boolean refuse) {
    return new OpenChoices(
        refuse,
        cancelOfUnknownSucceeds,
        codePaidAfter,
        paymentCodeExpiry,
        scanCodeExpiry,
        resend,
        registrationTakes,
        quotePrice,
        exchangesKept,
        paymentsKept);
  }

  public OpenChoices withCancelOfUnknownSucceeds(boolean succeeds) {
    return new OpenChoices(
        refuseBadBodies,
        succeeds,
        codePaidAfter,
        paymentCodeExpiry,
        scanCodeExpiry,
        resend,
        registrationTakes,
        quotePrice,
        exchangesKept,
        paymentsKept);
  }

  public OpenChoices withCodePaidAfter(Optional<Duration> after) {
    return new OpenChoices(
        refuseBadBodies,
        cancelOfUnknownSucceeds,
        after,
        paymentCodeExpiry,
        scanCodeExpiry,
        resend,
        registrationTakes,
        quotePrice,
        exchangesKept,
        paymentsKept);
  }
}
