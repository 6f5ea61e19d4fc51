package io.plusgate.outbound;

import io.plusgate.alipayplus.Answer;
import io.plusgate.alipayplus.Answer.Trusted;
import io.plusgate.config.DeadlinesConfig;
import io.plusgate.config.InquiryConfig;
import io.plusgate.config.OutboundConfig;
import io.plusgate.config.StoreConfig.WhenDown;
import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Evidence;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.RefundNote;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.TraceContext;
import io.plusgate.store.Payload;
import io.plusgate.store.Settlement;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the backend's own calls mean for the payments we remember: a {@code pay} is on disk before
 * it is on the wire, a cancel is known before it is sent, and every answer is evidence.
 */
public final class Journal {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private static final Optional<Trusted> NOBODY = Optional.empty();

  private final Store store;
  private final Arbiter arbiter;
  private final OutboundConfig.Journal mode;
  private final WhenDown whenDown;
  private final DeadlinesConfig deadlines;
  private final InstantSource clock;
  private final Runnable queued;

  /**
   * @param queued a hint that something for the backend may be due; may be missed
   */
  public Journal(
      Store store,
      Arbiter arbiter,
      OutboundConfig.Journal mode,
      WhenDown whenDown,
      DeadlinesConfig deadlines,
      InstantSource clock,
      Runnable queued) {
    this.store = store;
    this.arbiter = arbiter;
    this.mode = mode;
    this.whenDown = whenDown;
    this.deadlines = deadlines;
    this.clock = clock;
    this.queued = queued;
  }

  /**
   * Writes down what must be known before the call is sent.
   *
   * @return fails when that can't be written and nothing may be sent unwritten
   */
  Future<Void> before(OutboundCall call) {
    Optional<PaymentKey> key = key(call, call.message());
    if (key.isEmpty()) {
      return Future.succeededFuture();
    }
    Future<Void> written = Future.succeededFuture();
    if (call.api().is(ApiCatalog.PAY) && mode == OutboundConfig.Journal.BEFORE_SEND) {
      written = store.openPayment(payment(call, key.get())).mapEmpty();
    } else if (call.api().is(ApiCatalog.CANCEL_PAYMENT)) {
      var answerBy = clock.instant().plus(deadlines.of(call.api()));
      written =
          settle(key.get(), call, new Evidence.CancelAsked("backend", answerBy), Payload::unknown);
    }
    return whenDown == WhenDown.REFUSE ? written : written.recover(this::goOn);
  }

  /**
   * Keeps what the answer says; what can't be kept is found out by inquiry.
   *
   * @param backendKnows whether the answer reached the backend's socket
   */
  Future<Void> after(OutboundCall call, Answer answer, boolean backendKnows) {
    Optional<Trusted> trusted = answer.match(Optional::of, u -> Optional.empty(), s -> NOBODY);
    Optional<PaymentKey> key =
        key(call, call.message()).or(() -> trusted.flatMap(told -> key(call, told.message())));
    Optional<Evidence> evidence = evidence(call, answer, trusted, backendKnows);
    if (key.isEmpty() || evidence.isEmpty()) {
      return Future.succeededFuture();
    }
    return opened(call, key.get())
        .compose(open -> settle(key.get(), call, evidence.get(), () -> payload(trusted)))
        .recover(this::notKept);
  }

  private Future<Void> opened(OutboundCall call, PaymentKey key) {
    return call.api().is(ApiCatalog.PAY) && mode == OutboundConfig.Journal.AFTER_ANSWER
        ? store.openPayment(payment(call, key)).mapEmpty()
        : Future.succeededFuture();
  }

  private Future<Void> settle(
      PaymentKey key, OutboundCall call, Evidence evidence, Supplier<Payload> payload) {
    Function<TraceContext, Payload> traced =
        trace -> payload.get().after(trace.isNone() ? call.step() : trace);
    return store
        .settlePayment(new Settlement(key, call.api().name(), evidence, traced, clock.instant()))
        .onSuccess(
            settled -> {
              if (settled.filter(known -> !known.deliveries().isEmpty()).isPresent()) {
                queued.run();
              }
            })
        .mapEmpty();
  }

  private static Optional<Evidence> evidence(
      OutboundCall call, Answer answer, Optional<Trusted> trusted, boolean backendKnows) {
    Optional<Result> result = trusted.flatMap(Trusted::result);
    String silence = answer.outcome().label();
    return switch (call.api().name()) {
      case ApiCatalog.PAY ->
          Optional.of(
              trusted
                  .<Evidence>map(
                      told ->
                          new Evidence.PayAnswered(
                              result, told.message().flatMap(Message::paymentAmount), backendKnows))
                  .orElseGet(() -> new Evidence.PayUnknown(silence)));
      case ApiCatalog.INQUIRY_PAYMENT ->
          trusted.map(
              told ->
                  new Evidence.Inquired(
                      result,
                      told.message().flatMap(Message::paymentResult),
                      told.message().flatMap(Message::paymentAmount),
                      backendKnows));
      case ApiCatalog.CANCEL_PAYMENT ->
          Optional.of(
              trusted
                  .<Evidence>map(told -> new Evidence.CancelAnswered(result, backendKnows))
                  .orElseGet(() -> new Evidence.CancelUnknown(silence)));
      case ApiCatalog.REFUND ->
          call.message()
              .flatMap(message -> refund(message, outcome(result, silence)))
              .map(Evidence.RefundTold::new);
      default -> Optional.empty();
    };
  }

  private static Optional<RefundNote> refund(Message refund, String outcome) {
    return refund
        .text("refundRequestId")
        .map(id -> new RefundNote(id, refund.refundAmount(), outcome));
  }

  private static String outcome(Optional<Result> result, String silence) {
    return result
        .map(told -> told.resultStatus() + " " + told.resultCode())
        .orElse(RefundNote.unknown(silence));
  }

  private Payment payment(OutboundCall call, PaymentKey key) {
    var message = call.message();
    return arbiter
        .sent(
            key,
            message.map(Journal::product).orElse(InquiryConfig.DEFAULT),
            message.flatMap(Message::paymentAmount),
            message.flatMap(Message::paymentExpiryTime).map(OffsetDateTime::toInstant),
            clock.instant(),
            deadlines.of(call.api()))
        .begunBy(call.step());
  }

  private static String product(Message message) {
    return message
        .inStorePaymentScenario()
        .or(() -> says(message, "paymentFactor.isCashierPayment", InquiryConfig.CASHIER))
        .or(() -> says(message, "paymentFactor.isAgreementPayment", InquiryConfig.AUTO_DEBIT))
        .orElse(InquiryConfig.DEFAULT);
  }

  private static Optional<String> says(Message message, String field, String product) {
    return message.text(field).filter("true"::equals).map(yes -> product);
  }

  private static Optional<PaymentKey> key(OutboundCall call, Optional<Message> message) {
    return message
        .flatMap(Message::paymentRequestId)
        .filter(id -> !id.isEmpty())
        .map(id -> new PaymentKey(call.clientId(), id));
  }

  private static Payload payload(Optional<Trusted> trusted) {
    return trusted
        .map(told -> Payload.verified(told.body().getBytes(), told.keyVersion()))
        .orElseGet(Payload::unknown);
  }

  private Future<Void> goOn(Throwable down) {
    LOG.warn("sent without having been written down reason={}", down.getMessage());
    return Future.succeededFuture();
  }

  private Future<Void> notKept(Throwable down) {
    LOG.warn("an answer was not kept; inquiry finds it out reason={}", down.getMessage());
    return Future.succeededFuture();
  }
}
