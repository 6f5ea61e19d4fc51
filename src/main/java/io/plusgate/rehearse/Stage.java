package io.plusgate.rehearse;

import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.MessageReader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.Role;
import io.plusgate.simulator.BookedPayment;
import io.plusgate.simulator.Exchange;
import io.plusgate.simulator.Simulator;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a case can do and see: ask the backend, order something of the simulated Alipay+, wait, and
 * check. One for each case.
 */
final class Stage {
  /** Long enough for a backend and a machine that are slow, short enough for a person. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Props props;
  private final String caseId;
  private final Checks checks = new Checks();
  private final Set<Exchange> before;
  private int ids;

  /** What stays the same from case to case. */
  record Props(
      Simulator simulator,
      Tap tap,
      Role role,
      Trigger trigger,
      AsBackend backend,
      Waiting waiting,
      String gatewayUrl,
      String publicUrl,
      Duration byHand,
      RehearsalListener listener,
      String run) {}

  Stage(Props props, String caseId) {
    this.props = props;
    this.caseId = caseId;
    this.before = new HashSet<>(props.simulator().exchanges().all());
  }

  Checks checks() {
    return checks;
  }

  Simulator alipayPlus() {
    return props.simulator();
  }

  Tap tap() {
    return props.tap();
  }

  String gatewayUrl() {
    return props.gatewayUrl();
  }

  /** Where Alipay+ calls this API of the partner. */
  String publicUrl(String api) {
    return props.publicUrl() + Setting.PUBLIC + api;
  }

  /** A new id that says which case it belongs to. */
  String id() {
    ids++;
    return "rehearsal-" + props.run() + "-" + caseId + "-" + ids;
  }

  /**
   * Asks the backend to do something.
   *
   * @param instruction what a person would have to do instead
   * @return nothing when it can't be asked and a person was told to do it
   */
  Optional<JsonObject> ask(String what, JsonObject with, String instruction)
      throws InterruptedException {
    var told = tell(what, with);
    if (!told.offered()) {
      if (props.byHand().isZero()) {
        throw new ByHandException(instruction);
      }
      props.listener().byHand(caseId, instruction, props.byHand());
      return Optional.empty();
    }
    if (!told.done()) {
      checks.note("the backend refused " + what + ": HTTP " + told.status());
    }
    return Optional.of(told.json().put("status", told.status()));
  }

  /** What the backend says of a payment in its books; nothing when it can't be asked. */
  Optional<JsonObject> state(String paymentRequestId) throws InterruptedException {
    return books("state", new JsonObject().put("paymentRequestId", paymentRequestId));
  }

  /** What the backend says of its own books; nothing, and a note, when it can't be asked. */
  Optional<JsonObject> books(String what, JsonObject about) throws InterruptedException {
    var told = tell(what, about);
    if (!told.done()) {
      checks.note("the backend's own books were not looked at: it has no " + what + " trigger");
      return Optional.empty();
    }
    return Optional.of(told.json());
  }

  private Trigger.Told tell(String what, JsonObject with) throws InterruptedException {
    var wish = new JsonObject().put("do", what).put("gateway", props.gatewayUrl()).mergeIn(with);
    return Waiting.on(props.trigger().ask(wish));
  }

  /** Gives a person the time to set something up that can't be seen from here. */
  void letAPersonAct() throws InterruptedException {
    until(props.byHand(), () -> false);
  }

  /** Calls the gateway as the backend would, for what no good backend does. */
  void asBackend(String api, JsonObject body) throws InterruptedException {
    var path = ApiCatalog.find(props.role(), Direction.OUTBOUND, api).orElseThrow().path();
    Waiting.on(props.backend().post(props.gatewayUrl() + path, body));
  }

  /** Waits for what the backend, or a person in its place, sets going. */
  @CanIgnoreReturnValue
  boolean until(Condition condition) throws InterruptedException {
    return until(PATIENCE.plus(props.byHand()), condition);
  }

  @CanIgnoreReturnValue
  boolean until(Duration limit, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        return false;
      }
      props.waiting().moment();
    }
    return true;
  }

  /** May look at the backend, so it may wait. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws InterruptedException;
  }

  /** Looks on for a while: what must not happen needs time to be able to happen. */
  boolean never(Condition condition) throws InterruptedException {
    return !until(Duration.ofMillis(1_500), condition);
  }

  /** The truth about a payment, as the simulated Alipay+ booked it. */
  Optional<BookedPayment> booked(String paymentRequestId) {
    return props.simulator().books().payment(Setting.CLIENT, paymentRequestId);
  }

  /** The payments over exactly this amount. */
  List<BookedPayment> bookedOver(String value) {
    return props.simulator().books().payments().stream()
        .filter(payment -> String.valueOf(payment.amount().value()).equals(value))
        .toList();
  }

  /** The calls of this case between gateway and Alipay+. */
  List<Exchange> exchanges() {
    return props.simulator().exchanges().all().stream()
        .filter(exchange -> !before.contains(exchange))
        .toList();
  }

  List<Exchange> exchanges(String api) {
    return exchanges().stream().filter(exchange -> exchange.api().equals(api)).toList();
  }

  /** The last answer to a call of this API about this id; nothing when there was none. */
  Optional<JsonObject> lastAnswer(String api, String id) {
    return exchanges(api).stream()
        .filter(exchange -> exchange.requestBody().contains("\"" + id + "\""))
        .reduce((older, newer) -> newer)
        .map(exchange -> Texts.json(exchange.answerBody()));
  }

  static Optional<Message> message(String body) {
    return MessageReader.read(body.getBytes(StandardCharsets.UTF_8));
  }

  /** The result of an answer as one word pair, e.g. {@code F ORDER_NOT_EXIST}. */
  static String says(String body) {
    return message(body)
        .flatMap(Message::result)
        .map(Stage::word)
        .orElse("no Alipay+ result in " + Texts.shortened(body));
  }

  static String word(Result result) {
    return result.resultStatus() + " " + result.resultCode();
  }

  /** The value, or what stands there when nobody knows. */
  static String orNone(Supplier<Optional<String>> value) {
    return value.get().orElse("none");
  }
}
