package io.plusgate.simulator;

import io.plusgate.simulator.PaymentCodes.Holder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** Finds the wallet behind a payment code and has it pay, within the acquirer's own call. */
final class UserPresented {
  /** The acquirer waits 8 s, the wallet may take 8 s: until then the answer must be U. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PaymentCodes codes;
  private final Partners partners;
  private final WalletPayments payments;
  private final WalletFlow flow;
  private final Pace pace;

  UserPresented(
      PaymentCodes codes, Partners partners, WalletPayments payments, WalletFlow flow, Pace pace) {
    this.codes = codes;
    this.partners = partners;
    this.payments = payments;
    this.flow = flow;
    this.pace = pace;
  }

  /** The answer to the acquirer, if the code is one that a wallet got from us. */
  Optional<Future<JsonObject>> payAtWallet(Call call, Payment acquirers) {
    String code = call.text("paymentMethod.paymentMethodId").orElse("");
    Optional<Holder> holder = codes.find(code);
    if (holder.isEmpty()) {
      return Optional.empty();
    }
    if (!call.at().isBefore(holder.get().expiresAt())) {
      flow.refuse(acquirers, "EXPIRED_CODE");
      return Optional.of(Future.succeededFuture(PaymentFields.payAnswer(acquirers)));
    }
    // The built-in wallet's codes have no partner behind them: such a payment runs its course.
    return partners
        .find(holder.get().walletClientId())
        .map(wallet -> pay(wallet, holder.get(), code, acquirers));
  }

  private Future<JsonObject> pay(
      SimulatedClient wallet, Holder holder, String code, Payment acquirers) {
    ScanOrder order = ScanOrder.of(acquirers);
    Payment payment = payments.begin(wallet, order, holder.customerId());
    flow.join(payment, acquirers);
    JsonObject body = payments.payRequest(payment, order, code, region(order));
    Promise<JsonObject> answer = Promise.promise();
    flow.pay(payment, body, Fault.NONE)
        .onComplete(replied -> answer.tryComplete(PaymentFields.payAnswer(acquirers)));
    pace.after(PATIENCE, () -> answer.tryComplete(PaymentFields.payAnswer(acquirers)));
    return answer.future();
  }

  /** Where the payment takes place, as far as the acquirer said it. */
  private static String region(ScanOrder order) {
    return Fields.text(order.order(), "merchant.merchantAddress.region").orElse("JP");
  }
}
