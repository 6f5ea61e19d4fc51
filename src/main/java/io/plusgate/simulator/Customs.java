package io.plusgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * declare and inquireDeclarationRequests (China customs). Only the published sample's status is
 * known, so a declaration keeps it.
 */
final class Customs {
  private static final int MOST_IDS = 10;
  private static final int KEPT = 10_000;
  private static final String[] COPIED = {
    "customs", "merchantCustomsInfo", "declarationAmount", "isSplit", "referenceOrderId"
  };

  private final Books books;
  private final Ids ids;
  private final Map<String, JsonObject> declared = new Recent<>(KEPT);

  Customs(Books books, Ids ids) {
    this.books = books;
    this.ids = ids;
  }

  Future<JsonObject> declare(Call call) {
    return Future.succeededFuture(record(call));
  }

  Future<JsonObject> inquireDeclarationRequests(Call call) {
    return Future.succeededFuture(inquire(call));
  }

  void clear() {
    declared.clear();
  }

  private JsonObject record(Call call) {
    Optional<String> missing =
        call.missing(
            "paymentRequestId",
            "customsDeclarationRequestId",
            "customs",
            "merchantCustomsInfo",
            "declarationAmount");
    if (missing.isPresent()) {
      return Answers.illegal(missing.get() + ": missing");
    }
    Optional<Payment> payment =
        call.text("paymentRequestId").flatMap(id -> books.find(call.clientId(), id));
    if (payment.filter(known -> known.state() == PaymentState.SUCCEEDED).isEmpty()) {
      return Answers.unknownOrder();
    }
    String id = call.text("customsDeclarationRequestId").orElse("");
    JsonObject record =
        declared.computeIfAbsent(key(call, id), first -> record(call, id, payment.get()));
    return Answers.success()
        .put("pspPaymentId", record.getString("pspPaymentId"))
        .put("pspDeclarationRequestId", record.getString("pspDeclarationRequestId"))
        .put("pspOrderAmount", Fields.of(payment.get().terms().amount()));
  }

  private JsonObject record(Call call, String id, Payment payment) {
    var record =
        new JsonObject()
            .put("customsDeclarationRequestId", id)
            .put("pspDeclarationRequestId", ids.next())
            .put("pspPaymentId", payment.terms().paymentId());
    for (String name : COPIED) {
      Optional.ofNullable(call.body().getValue(name)).ifPresent(value -> record.put(name, value));
    }
    return record
        .put("declarationRequestStatus", "WAITING_FOR_PROCESSING")
        .put("modifiedTime", Times.field(call.at()));
  }

  private JsonObject inquire(Call call) {
    if (!(call.body().getValue("declarationRequestIds") instanceof JsonArray asked)
        || asked.size() > MOST_IDS) {
      return Answers.illegal("declarationRequestIds: missing, or more than " + MOST_IDS);
    }
    var found = new JsonArray();
    var notFound = new JsonArray();
    for (Object id : asked) {
      JsonObject record = declared.get(key(call, String.valueOf(id)));
      if (record == null) {
        notFound.add(String.valueOf(id));
      } else {
        found.add(record);
      }
    }
    return Answers.success()
        .put("declarationRequestsNotFound", notFound)
        .put("declarationRecords", found);
  }

  private static String key(Call call, String id) {
    return call.clientId() + ' ' + id;
  }
}
