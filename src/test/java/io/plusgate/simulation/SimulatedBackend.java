package io.plusgate.simulation;

import io.plusgate.alipayplus.Answer;
import io.plusgate.outbound.Journal;
import io.plusgate.outbound.JournalDriver;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.Result;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The payment backend: pays, asks and cancels as it likes, goes away before its answer comes, and
 * knows what it has read. Its calls take the outbound road: written down, sent, answered, kept.
 */
final class SimulatedBackend {
  private static final String ID = "{\"paymentRequestId\":\"p1\"";

  private final Journal journal;
  private final PaymentKey payment;
  private final Machine gateway;
  private final Dice dice;
  private final Function<String, Future<Answer>> send;
  private final Consumer<Supplier<String>> trace;
  private final Set<Phase> heard = EnumSet.noneOf(Phase.class);

  SimulatedBackend(
      Journal journal,
      PaymentKey payment,
      Machine gateway,
      Dice dice,
      Function<String, Future<Answer>> send,
      Consumer<Supplier<String>> trace) {
    this.journal = journal;
    this.payment = payment;
    this.gateway = gateway;
    this.dice = dice;
    this.send = send;
    this.trace = trace;
  }

  /** Whether an answer to a call of its own said so. */
  boolean heardOf(Phase phase) {
    return heard.contains(phase);
  }

  void pays() {
    calls("pay", ID + ",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}}");
  }

  void acts() {
    switch (dice.below(4)) {
      case 0 -> pays();
      case 1 -> calls("cancelPayment", ID + "}");
      default -> calls("inquiryPayment", ID + "}");
    }
  }

  private void calls(String api, String body) {
    if (!gateway.isUp()) {
      return;
    }
    trace.accept(() -> "backend calls " + api);
    var call = new JournalDriver(journal, payment.clientId(), api, body);
    call.before()
        .compose(written -> send.apply(api))
        .onSuccess(answer -> answered(call, api, answer))
        .onFailure(refused -> trace.accept(() -> "backend is refused " + api));
  }

  private void answered(JournalDriver call, String api, Answer answer) {
    boolean isThere = !dice.in(10);
    if (isThere) {
      reads(api, answer);
    }
    trace.accept(() -> api + " " + answer.outcome() + (isThere ? "" : ", backend gone"));
    gateway.in(
        dice.upTo(Duration.ofMillis(3)),
        () -> call.after(answer, isThere).onFailure(bug -> trace.accept(() -> "bug " + bug)));
  }

  private void reads(String api, Answer answer) {
    Optional<Message> nothing = Optional.empty();
    var message = answer.match(trusted -> trusted.message(), u -> nothing, s -> nothing);
    switch (api) {
      case "pay" -> message.flatMap(Message::result).ifPresent(this::readsOfPay);
      case "inquiryPayment" -> message.flatMap(Message::paymentResult).ifPresent(this::readsOfAsk);
      default ->
          message
              .flatMap(Message::result)
              .filter(Result::isSuccess)
              .ifPresent(cancelled -> heard.add(Phase.CANCELLED));
    }
  }

  private void readsOfPay(Result result) {
    if (result.isSuccess() || result.isFailure()) {
      heard.add(result.isSuccess() ? Phase.SUCCEEDED : Phase.FAILED);
    }
  }

  private void readsOfAsk(Result paymentResult) {
    boolean closed = paymentResult.resultCode().equals("ORDER_IS_CLOSED");
    if (paymentResult.isFailure() && closed) {
      heard.add(Phase.CANCELLED);
    } else {
      readsOfPay(paymentResult);
    }
  }
}
