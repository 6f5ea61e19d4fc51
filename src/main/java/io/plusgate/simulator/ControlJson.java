package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import io.plusgate.simulator.Course.Ending;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The control API's own JSON; it is ours, so numbers are numbers here. */
final class ControlJson {
  private ControlJson() {}

  static ScenarioRule rule(JsonObject order, int usualTimes) {
    return new ScenarioRule(
        Fields.text(order, "api"),
        Fields.text(order, "clientId"),
        Fields.text(order, "paymentRequestId"),
        order.getInteger("times", usualTimes),
        scenario(order));
  }

  static Chance chance(JsonObject order) {
    return new Chance(
        Fields.text(order, "api"),
        constant(Chance.Way.class, Fields.text(order, "way").orElse("TO_ALIPAY_PLUS")),
        fault(order),
        millis(order, "delayMillis"),
        Fields.text(order, "notification").map(kind -> constant(NotificationPlan.Kind.class, kind)),
        order.getDouble("share", 0.0));
  }

  static Optional<Long> seed(JsonObject order) {
    return Optional.ofNullable(order.getLong("seed"));
  }

  private static Scenario scenario(JsonObject order) {
    var scenario =
        Scenario.PLAIN
            .withCourse(course(order))
            .withFault(fault(order))
            .withDelay(millis(order, "delayMillis"))
            .withClockOff(clockOff(order))
            .withNotification(
                new NotificationPlan(
                    constant(
                        NotificationPlan.Kind.class,
                        Fields.text(order, "notification").orElse("NORMAL")),
                    millis(order, "notificationDelayMillis")));
    return Fields.object(order, "answer")
        .map(said -> scenario.answering(result(said), said.getBoolean("processed", false)))
        .orElse(scenario);
  }

  private static Course course(JsonObject order) {
    Ending ending = constant(Ending.class, Fields.text(order, "ending").orElse("SUCCEED"));
    Course course =
        switch (ending) {
          case SUCCEED -> Course.succeed();
          case FAIL -> Course.fail(Fields.text(order, "code").orElse("PROCESS_FAIL"));
          case NEVER -> Course.never();
        };
    return course
        .afterInquiries(order.getInteger("inquiries", 0))
        .after(millis(order, "afterMillis"))
        .waitingAs(Fields.text(order, "waitingCode").orElse(Course.IN_PROCESS));
  }

  static Fault fault(JsonObject order) {
    return constant(Fault.class, Fields.text(order, "fault").orElse("NONE"));
  }

  static Duration clockOff(JsonObject order) {
    return Duration.ofMillis(order.getLong("clockOffMillis", Scenario.A_DAY.toMillis()));
  }

  private static Result result(JsonObject said) {
    return new Result(
        ResultStatus.of(Fields.text(said, "resultStatus").orElse("U")),
        Fields.text(said, "resultCode").orElse("UNKNOWN_EXCEPTION"),
        Fields.text(said, "resultMessage").orElse("As ordered."));
  }

  private static Duration millis(JsonObject order, String name) {
    return Duration.ofMillis(order.getLong(name, 0L));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    text + " (expected: one of " + Arrays.toString(type.getEnumConstants()) + ")"));
  }

  static JsonArray rules(List<ScenarioRule> rules) {
    var list = new JsonArray();
    for (ScenarioRule rule : rules) {
      var json = new JsonObject().put("times", rule.times());
      rule.api().ifPresent(api -> json.put("api", api));
      rule.clientId().ifPresent(id -> json.put("clientId", id));
      rule.paymentRequestId().ifPresent(id -> json.put("paymentRequestId", id));
      list.add(
          json.put("ending", rule.scenario().course().ending().name())
              .put("fault", rule.scenario().fault().name())
              .put("notification", rule.scenario().notification().kind().name()));
    }
    return list;
  }

  static JsonArray payments(List<BookedPayment> payments) {
    var list = new JsonArray();
    payments.forEach(payment -> list.add(payment(payment)));
    return list;
  }

  private static JsonObject payment(BookedPayment payment) {
    var json =
        new JsonObject()
            .put("side", payment.side().name())
            .put("clientId", payment.clientId())
            .put("paymentRequestId", payment.paymentRequestId())
            .put("paymentId", payment.paymentId())
            .put("amount", amount(payment.amount()))
            .put("settlementAmount", amount(payment.settlementAmount()))
            .put("state", payment.state().name())
            .put("code", payment.code())
            .put("createdAt", payment.createdAt().toString())
            .put("inquiries", payment.inquiries())
            .put("cancelRequested", payment.cancelRequested())
            .put("refunded", payment.refunded());
    payment.joinedTo().ifPresent(other -> json.put("joinedTo", other));
    payment.endedAt().ifPresent(end -> json.put("endedAt", end.toString()));
    var refunds = new JsonArray();
    payment.refunds().forEach(refund -> refunds.add(refund(refund)));
    var notifications = new JsonArray();
    payment.notifications().forEach(sent -> notifications.add(notification(sent)));
    return json.put("refunds", refunds).put("notifications", notifications);
  }

  private static JsonObject refund(BookedRefund refund) {
    return new JsonObject()
        .put("refundRequestId", refund.refundRequestId())
        .put("refundId", refund.refundId())
        .put("amount", amount(refund.amount()))
        .put("refundedAt", refund.refundedAt().toString());
  }

  private static JsonObject notification(BookedNotification sent) {
    return new JsonObject()
        .put("api", sent.api())
        .put("url", sent.url().toString())
        .put("attempt", sent.attempt())
        .put("genuine", sent.genuine())
        .put("sentAt", sent.sentAt().toString())
        .put("acknowledged", sent.acknowledged())
        .put("answer", sent.answer());
  }

  private static JsonObject amount(Amount amount) {
    return new JsonObject().put("value", amount.value()).put("currency", amount.currency());
  }

  static JsonArray exchanges(List<Exchange> exchanges) {
    var list = new JsonArray();
    for (Exchange exchange : exchanges) {
      list.add(
          new JsonObject()
              .put("at", exchange.at().toString())
              .put("received", exchange.received())
              .put("clientId", exchange.clientId())
              .put("api", exchange.api())
              .put("path", exchange.path())
              .put("requestHeaders", headers(exchange.requestHeaders()))
              .put("requestBody", exchange.requestBody())
              .put("verdict", exchange.verdict())
              .put("fault", exchange.fault().name())
              .put("status", exchange.status())
              .put("answerHeaders", headers(exchange.answerHeaders()))
              .put("answerBody", exchange.answerBody())
              .put("warnings", new JsonArray(exchange.warnings())));
    }
    return list;
  }

  private static JsonObject headers(Map<String, String> headers) {
    var json = new JsonObject();
    headers.forEach(json::put);
    return json;
  }
}
