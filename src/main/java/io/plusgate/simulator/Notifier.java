package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Result;
import io.plusgate.simulator.PartnerCaller.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells acquirers what happened, again and again until they acknowledge it, up to seven times. */
final class Notifier {
  private static final Duration HELD_BACK = Duration.ofSeconds(5);

  private final Partners partners;
  private final PartnerCaller caller;
  private final Pace pace;
  private final InstantSource clock;
  private final List<Duration> resend;
  private final Script script;
  private final Deque<Notice> heldBack = new ArrayDeque<>();

  Notifier(
      Partners partners,
      PartnerCaller caller,
      Script script,
      Pace pace,
      InstantSource clock,
      List<Duration> resend) {
    this.partners = partners;
    this.caller = caller;
    this.script = script;
    this.pace = pace;
    this.clock = clock;
    this.resend = resend;
  }

  /** One message for one partner; each sending of it is booked. */
  record Notice(
      SimulatedClient client,
      String api,
      URI url,
      JsonObject body,
      Consumer<BookedNotification> book) {
    Notice with(JsonObject other) {
      return new Notice(client, api, url, other, book);
    }
  }

  /** Sends what the payment's scenario plans; nothing when nobody said where to. */
  void paymentEnded(Payment payment) {
    NotificationPlan planned = payment.terms().scenario().notification();
    NotificationPlan plan = script.plan(payment.terms().paymentRequestId(), planned);
    Optional<SimulatedClient> client = partners.find(payment.terms().clientId());
    Optional<URI> url =
        payment
            .terms()
            .notifyUrl()
            .or(() -> client.flatMap(known -> known.urls().of(ApiCatalog.NOTIFY_PAYMENT)));
    if (client.isPresent() && url.isPresent() && plan.kind() != NotificationPlan.Kind.NONE) {
      var body = PaymentFields.notification(payment);
      var notice =
          new Notice(client.get(), ApiCatalog.NOTIFY_PAYMENT, url.get(), body, payment::add);
      // Even at once means after the answer that is being written now.
      pace.after(plan.delay(), () -> carryOut(notice, plan, payment));
    }
  }

  /** Sends it until it is acknowledged or the ladder ends. */
  void deliver(Notice notice) {
    deliver(notice, 1).onComplete(sent -> {});
  }

  /** What was held back follows when this one is out: sent at once, it could still come first. */
  private void carryOut(Notice notice, NotificationPlan plan, Payment payment) {
    if (plan.kind() == NotificationPlan.Kind.NORMAL) {
      deliver(notice, 1).onComplete(sent -> deliverHeldBack());
      return;
    }
    tell(notice, plan, payment);
    if (plan.kind() != NotificationPlan.Kind.REORDERED) {
      deliverHeldBack();
    }
  }

  private void deliverHeldBack() {
    Optional.ofNullable(heldBack.pollFirst()).ifPresent(this::deliver);
  }

  private void tell(Notice notice, NotificationPlan plan, Payment payment) {
    switch (plan.kind()) {
      case NORMAL -> deliver(notice);
      case NONE -> {}
      case DOUBLE -> {
        deliver(notice);
        deliver(notice);
      }
      case OTHER_AMOUNT ->
          extra(notice.with(otherAmount(notice.body(), payment)), Fault.NONE)
              .onComplete(sent -> deliver(notice));
      case OTHER_RESULT -> deliver(notice, 1).onSuccess(sent -> contradict(notice, sent));
      case TAMPERED -> extra(notice, Fault.TAMPERED_BODY).onComplete(sent -> deliver(notice));
      case UNSIGNED -> extra(notice, Fault.UNSIGNED).onComplete(sent -> deliver(notice));
      case REORDERED -> holdBack(notice);
      case WRONG_KEY -> extra(notice, Fault.WRONG_KEY).onComplete(sent -> deliver(notice));
    }
  }

  /** Only what the acquirer has is contradicted: before that, Alipay+ would simply lie. */
  private void contradict(Notice notice, Reply sent) {
    if (sent.isAcknowledged()) {
      extra(notice.with(otherResult(notice.body())), Fault.NONE).onComplete(told -> {});
    }
  }

  /** Until another payment's is out; not for ever, for there may be no other. */
  private void holdBack(Notice notice) {
    heldBack.addLast(notice);
    pace.after(
        HELD_BACK,
        () -> {
          if (heldBack.remove(notice)) {
            deliver(notice);
          }
        });
  }

  /** Completes after the first sending; what it lacks is made up for by the ladder. */
  private Future<Reply> deliver(Notice notice, int attempt) {
    return caller
        .call(notice.client(), notice.api(), notice.url(), notice.body(), Fault.NONE)
        .andThen(done -> settle(notice, attempt, done.result()));
  }

  private void settle(Notice notice, int attempt, Reply reply) {
    book(notice, attempt, true, reply);
    if (!reply.isAcknowledged() && attempt <= resend.size()) {
      pace.afterScaled(
          resend.get(attempt - 1), () -> deliver(notice, attempt + 1).onComplete(sent -> {}));
    }
  }

  private Future<Reply> extra(Notice notice, Fault fault) {
    return caller
        .call(notice.client(), notice.api(), notice.url(), notice.body(), fault)
        .andThen(done -> book(notice, 1, false, done.result()));
  }

  private void book(Notice notice, int attempt, boolean genuine, Reply reply) {
    String answer =
        reply.isAcknowledged()
            ? "acknowledged"
            : reply.verdict() + " HTTP " + reply.status() + " " + reply.says();
    notice
        .book()
        .accept(
            new BookedNotification(
                notice.api(),
                notice.url(),
                attempt,
                genuine,
                clock.instant(),
                reply.isAcknowledged(),
                answer));
  }

  private static JsonObject otherAmount(JsonObject body, Payment payment) {
    Amount real = payment.terms().amount();
    var other = new Amount(real.value() + 1, real.currency());
    return body.copy().put("paymentAmount", Fields.of(other));
  }

  private static JsonObject otherResult(JsonObject body) {
    boolean paid = Fields.text(body, "paymentResult.resultStatus").filter("S"::equals).isPresent();
    Result opposite = paid ? Result.failed("PROCESS_FAIL", "The payment failed.") : Result.SUCCESS;
    return body.copy().put("paymentResult", Answers.json(opposite));
  }
}
