package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.MessageReader;
import io.plusgate.protocol.Result;
import io.plusgate.simulator.PartnerCaller.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Alipay+ towards a wallet: asks for the payment, asks again until it knows, cancels what did not
 * end in time, and carries the end over to the acquirer's payment behind it.
 */
final class WalletFlow {
  private static final int CANCEL_TRIES = 100;
  private static final int KEPT = 50_000;

  private final Partners partners;
  private final PartnerCaller caller;
  private final PaymentLife life;
  private final Pace pace;
  private final InstantSource clock;
  private final OpenChoices choices;
  private final Map<Payment, Payment> acquirers = new Recent<>(KEPT);
  private final Map<Payment, Payment> wallets = new Recent<>(KEPT);

  WalletFlow(
      Partners partners,
      PartnerCaller caller,
      PaymentLife life,
      Pace pace,
      InstantSource clock,
      OpenChoices choices) {
    this.partners = partners;
    this.caller = caller;
    this.life = life;
    this.pace = pace;
    this.clock = clock;
    this.choices = choices;
  }

  /** From now on the end of the wallet's payment is the end of the acquirer's. */
  void join(Payment wallets, Payment acquirers) {
    this.acquirers.put(wallets, acquirers);
    this.wallets.put(acquirers, wallets);
    acquirers.leaveToWallet();
    wallets.joinTo(acquirers);
    acquirers.joinTo(wallets);
  }

  /** Ends the acquirer's payment before any wallet was asked. */
  void refuse(Payment acquirers, String code) {
    life.end(acquirers, PaymentState.FAILED, code);
  }

  /** Asks the wallet to pay; what stays unknown is followed up by itself. */
  Future<Reply> pay(Payment payment, JsonObject body, Fault fault) {
    return call(payment, ApiCatalog.PAY, body, fault).andThen(done -> paid(payment, done.result()));
  }

  Future<Reply> inquire(Payment payment) {
    var body = parties(payment);
    return call(payment, ApiCatalog.INQUIRY_PAYMENT, body, Fault.NONE)
        .andThen(done -> inquired(payment, done.result()));
  }

  Future<Reply> cancel(Payment payment) {
    return call(payment, ApiCatalog.CANCEL_PAYMENT, parties(payment), Fault.NONE)
        .andThen(done -> cancelled(payment, done.result()));
  }

  /** Refunds at the wallet; repeats are the caller's, with the same refundRequestId. */
  Future<Reply> refund(Payment payment, String refundRequestId, Amount amount) {
    var body =
        parties(payment)
            .put("paymentId", payment.wallet().mppPaymentId().orElse(""))
            .put("refundRequestId", refundRequestId)
            .put("refundAmount", Fields.of(amount));
    Settlement from = payment.terms().settlement().part(amount, choices.money().payToPrice());
    body.put("refundFromAmount", Fields.of(from.amount()));
    from.quote().ifPresent(quote -> body.put("refundQuote", quote));
    return call(payment, ApiCatalog.REFUND, body, Fault.NONE)
        .andThen(done -> refunded(payment, refundRequestId, amount, done.result()));
  }

  /** Asks now and then until the payment has ended or must be cancelled. */
  void followUp(Payment payment, int asked) {
    if (payment.state() != PaymentState.IN_PROCESS) {
      return;
    }
    if (!clock.instant().isBefore(payment.terms().expiresAt())) {
      cancelUntilDone(payment, 1);
      return;
    }
    Duration left = Duration.between(clock.instant(), payment.terms().expiresAt());
    Duration gap = pace.scaled(choices.waits().inquiryGap(asked));
    pace.after(gap.compareTo(left) < 0 ? gap : left, () -> askAgain(payment, asked + 1));
  }

  /** The acquirer's payment was cancelled or closed: so must be the wallet's. */
  void acquirerCancelled(Payment acquirers) {
    Payment behind = wallets.get(acquirers);
    if (behind != null) {
      cancelUntilDone(behind, 1);
    }
  }

  void acquirerRefunded(Payment acquirers, BookedRefund refund) {
    Payment behind = wallets.get(acquirers);
    if (behind != null) {
      refundUntilDone(behind, refund, 1);
    }
  }

  /** What the wallet said of the payment, in an answer that verified or in its notification. */
  void settle(Payment payment, Result outcome, Optional<Message> told) {
    if (!outcome.isSuccess() && !outcome.isFailure()) {
      return;
    }
    Optional<String> mppPaymentId = told.flatMap(Message::paymentId);
    String customerId =
        told.flatMap(message -> message.text("customerId")).orElse(payment.wallet().customerId());
    String pspId = pspId(payment);
    payment.paidBy(new Payment.Wallet(pspId, "SIMULATED_WALLET", customerId, mppPaymentId));
    var how = outcome.isSuccess() ? PaymentState.SUCCEEDED : PaymentState.FAILED;
    if (payment.end(how, outcome.resultCode(), clock.instant())) {
      carryOver(payment, how, outcome.resultCode());
    }
  }

  void clear() {
    acquirers.clear();
    wallets.clear();
  }

  private void carryOver(Payment payment, PaymentState how, String code) {
    Payment acquirer = acquirers.get(payment);
    if (acquirer == null) {
      return;
    }
    if (acquirer.state() == PaymentState.IN_PROCESS) {
      acquirer.paidBy(payment.wallet());
      life.end(acquirer, how, code);
    } else if (how == PaymentState.SUCCEEDED && acquirer.state() != PaymentState.SUCCEEDED) {
      // D/refund: a success after the order was closed is cancelled at the wallet.
      cancelUntilDone(payment, 1);
    }
  }

  private void paid(Payment payment, Reply reply) {
    if (reply.isTrusted()) {
      reply
          .result()
          .ifPresent(said -> settle(payment, said, MessageReader.read(reply.body().getBytes())));
    }
    followUp(payment, 0);
  }

  private void inquired(Payment payment, Reply reply) {
    var unused = payment.countInquiry();
    if (reply.isAcknowledged()) {
      Optional<Message> told = MessageReader.read(reply.body().getBytes());
      told.flatMap(Message::paymentResult).ifPresent(said -> settle(payment, said, told));
    }
  }

  private void cancelled(Payment payment, Reply reply) {
    boolean neverHad =
        reply.isTrusted()
            && reply
                .result()
                .filter(said -> said.resultCode().equals("ORDER_NOT_EXIST"))
                .isPresent();
    if (reply.isAcknowledged() || neverHad) {
      payment.cancel(clock.instant());
    }
  }

  private void refunded(Payment payment, String id, Amount amount, Reply reply) {
    boolean known =
        payment.refunds().stream().anyMatch(refund -> refund.refundRequestId().equals(id));
    if (reply.isAcknowledged() && !known) {
      payment.add(new BookedRefund(id, id, amount, clock.instant()));
    }
  }

  private void askAgain(Payment payment, int asked) {
    if (payment.state() == PaymentState.IN_PROCESS) {
      inquire(payment).onComplete(done -> followUp(payment, asked));
    }
  }

  private void cancelUntilDone(Payment payment, int attempt) {
    cancel(payment)
        .onComplete(
            done -> {
              if (payment.state() != PaymentState.CANCELLED && mayCancel(payment, attempt)) {
                pace.afterScaled(
                    choices.waits().cancelGap(), () -> cancelUntilDone(payment, attempt + 1));
              }
            });
  }

  private boolean mayCancel(Payment payment, int attempt) {
    Instant end = Times.walletCancelWindowEnd(payment.terms().createdAt());
    return attempt < CANCEL_TRIES && clock.instant().isBefore(end);
  }

  private void refundUntilDone(Payment payment, BookedRefund refund, int attempt) {
    refund(payment, refund.refundId(), refund.amount())
        .onSuccess(
            reply -> {
              if (!reply.isAcknowledged() && attempt < CANCEL_TRIES) {
                pace.afterScaled(
                    choices.waits().cancelGap(),
                    () -> refundUntilDone(payment, refund, attempt + 1));
              }
            });
  }

  private Future<Reply> call(Payment payment, String api, JsonObject body, Fault fault) {
    Optional<SimulatedClient> wallet = partners.find(payment.terms().clientId());
    Optional<URI> url = wallet.flatMap(known -> known.urls().of(api));
    return wallet.isPresent() && url.isPresent()
        ? caller.call(wallet.get(), api, url.get(), body, fault)
        : Future.succeededFuture(Reply.nobody());
  }

  private JsonObject parties(Payment payment) {
    return new JsonObject()
        .put("acquirerId", payment.terms().acquirerId())
        .put("pspId", pspId(payment))
        .put("paymentRequestId", payment.terms().paymentRequestId());
  }

  private String pspId(Payment payment) {
    return partners
        .find(payment.terms().clientId())
        .map(SimulatedClient::participantId)
        .orElse(SimulatedClient.SAMPLE_PSP_ID);
  }
}
