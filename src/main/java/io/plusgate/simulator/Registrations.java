package io.plusgate.simulator;

import io.plusgate.simulator.Course.Ending;
import io.plusgate.simulator.Notifier.Notice;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Registration of merchants: accepted at once, decided per wallet later, then notified. */
final class Registrations {
  private static final Duration UPDATABLE_AFTER = Duration.ofMinutes(30);
  private static final int KEPT = 50_000;
  private static final String NOTIFY = "notifyRegistrationStatus";

  private final Notifier notifier;
  private final Pace pace;
  private final Duration takes;
  private final Map<String, Registration> byRequest = new Recent<>(KEPT);

  Registrations(Notifier notifier, Pace pace, Duration takes) {
    this.notifier = notifier;
    this.pace = pace;
    this.takes = takes;
  }

  /** One request and where it stands. */
  private static final class Registration {
    private final Call call;
    private boolean completed;

    Registration(Call call) {
      this.call = call;
    }
  }

  Future<JsonObject> registration(Call call) {
    return Future.succeededFuture(register(call));
  }

  Future<JsonObject> inquiryRegistrationStatus(Call call) {
    return Future.succeededFuture(inquire(call));
  }

  void clear() {
    byRequest.clear();
  }

  private JsonObject register(Call call) {
    Optional<String> missing =
        call.missing("registrationRequestId", "merchantInfo", "merchantInfo.referenceMerchantId");
    if (missing.isPresent()) {
      return Answers.illegal(missing.get() + ": missing");
    }
    if (!(call.body().getValue("productCodes") instanceof JsonArray)) {
      return Answers.illegal("productCodes: missing");
    }
    String id = call.clientId() + ' ' + call.text("registrationRequestId").orElse("");
    if (!byRequest.containsKey(id) && isTooEarly(call)) {
      return Answers.refused("PROCESS_FAIL", "The registration before it is being processed.");
    }
    if (!byRequest.containsKey(id)) {
      var registration = new Registration(call);
      byRequest.put(id, registration);
      pace.afterScaled(takes, () -> complete(registration));
    }
    var answer = Answers.success();
    call.text("passThroughInfo").ifPresent(info -> answer.put("passThroughInfo", info));
    return answer;
  }

  /** An update waits until the one before is processed, or 30 minutes old. */
  private boolean isTooEarly(Call call) {
    return byRequest.values().stream()
        .filter(known -> known.call.clientId().equals(call.clientId()))
        .filter(known -> same(known.call, call, "merchantInfo.referenceMerchantId"))
        .filter(known -> same(known.call, call, "storeInfo.referenceStoreId"))
        .anyMatch(known -> !known.completed && call.at().isBefore(updatable(known.call)));
  }

  private Instant updatable(Call registered) {
    return registered.at().plus(pace.scaled(UPDATABLE_AFTER));
  }

  private static boolean same(Call one, Call other, String place) {
    return one.text(place).equals(other.text(place));
  }

  private JsonObject inquire(Call call) {
    if (call.text("registrationRequestId").isEmpty()
        && call.text("referenceMerchantId").isEmpty()) {
      return Answers.illegal("registrationRequestId, referenceMerchantId: one is needed");
    }
    return byRequest.values().stream()
        .filter(known -> isMeant(known.call, call))
        .reduce((older, newer) -> newer)
        .map(known -> Answers.success().mergeIn(status(known)))
        .orElseGet(() -> Answers.refused("PROCESS_FAIL", "No such registration."));
  }

  private static boolean isMeant(Call registered, Call asked) {
    return registered.clientId().equals(asked.clientId())
        && agrees(registered, "registrationRequestId", asked, "registrationRequestId")
        && agrees(registered, "merchantInfo.referenceMerchantId", asked, "referenceMerchantId")
        && agrees(registered, "storeInfo.referenceStoreId", asked, "referenceStoreId");
  }

  private static boolean agrees(Call registered, String place, Call asked, String name) {
    return asked.text(name).isEmpty() || asked.text(name).equals(registered.text(place));
  }

  private void complete(Registration registration) {
    registration.completed = true;
    Call call = registration.call;
    Optional<URI> url =
        call.text("registrationNotifyUrl")
            .flatMap(Fields::url)
            .or(() -> call.client().urls().of(NOTIFY));
    url.ifPresent(target -> tell(registration, target));
  }

  private void tell(Registration registration, URI url) {
    Call call = registration.call;
    var body =
        new JsonObject()
            .put("registrationRequestId", call.text("registrationRequestId").orElse(""))
            .put("referenceMerchantId", call.text("merchantInfo.referenceMerchantId").orElse(""));
    call.text("storeInfo.referenceStoreId").ifPresent(id -> body.put("referenceStoreId", id));
    body.mergeIn(status(registration));
    notifier.deliver(new Notice(call.client(), NOTIFY, url, body, sent -> {}));
  }

  /** What stands before COMPLETED is not known, so nothing stands there. */
  private static JsonObject status(Registration registration) {
    if (!registration.completed) {
      return new JsonObject();
    }
    // COMPLETED overall even where one wallet rejected: the list per wallet counts.
    boolean rejected = registration.call.scenario().course().ending() == Ending.FAIL;
    var products = registration.call.body().getJsonArray("productCodes");
    var list = new JsonArray();
    if (rejected) {
      list.add(wallet("ALIPAY_HK", products, "REJECTED"));
    }
    list.add(wallet("ALIPAY_CN", products, "APPROVED"));
    return new JsonObject()
        .put("registrationResult", new JsonObject().put("registrationStatus", "COMPLETED"))
        .put("pspRegistrationResultList", list);
  }

  private static JsonObject wallet(String pspName, JsonArray products, String status) {
    var result = new JsonObject().put("registrationStatus", status);
    if (status.equals("REJECTED")) {
      result.put("rejectionReason", "rejectionReason message");
    }
    return new JsonObject()
        .put("productCodes", products)
        .put("pspName", pspName)
        .put("registrationResult", result);
  }
}
