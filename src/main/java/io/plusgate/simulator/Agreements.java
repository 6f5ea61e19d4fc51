package io.plusgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What online products ask beside pay: consultPayment, and auto debit's prepare, applyToken and
 * cancelToken. Fields whose values no source gives are left out.
 */
final class Agreements {
  private static final int KEPT = 10_000;

  private final Ids ids;
  private final Map<String, JsonObject> prepared = new Recent<>(KEPT);
  private final Map<String, String> tokens = new Recent<>(KEPT);
  private final Set<String> cancelled = new HashSet<>();

  Agreements(Ids ids) {
    this.ids = ids;
  }

  Future<JsonObject> consultPayment(Call call) {
    return Future.succeededFuture(consult(call));
  }

  Future<JsonObject> prepare(Call call) {
    return Future.succeededFuture(begin(call));
  }

  Future<JsonObject> applyToken(Call call) {
    return Future.succeededFuture(token(call));
  }

  Future<JsonObject> cancelToken(Call call) {
    Optional<String> token = call.text("accessToken");
    token.ifPresent(known -> cancelled.add(key(call, known)));
    return Future.succeededFuture(
        token.isPresent() ? Answers.success() : Answers.illegal("accessToken: missing"));
  }

  /** Why a pay with this token is refused, if so. */
  Optional<JsonObject> refusal(Call pay) {
    boolean agreement =
        pay.text("paymentFactor.isAgreementPayment").filter("true"::equals).isPresent();
    String token = pay.text("paymentMethod.paymentMethodId").orElse("");
    boolean good = tokens.containsValue(key(pay, token)) && !cancelled.contains(key(pay, token));
    return !agreement || good
        ? Optional.empty()
        : Optional.of(Answers.refused("INVALID_TOKEN", "The access token is invalid."));
  }

  void clear() {
    prepared.clear();
    tokens.clear();
    cancelled.clear();
  }

  /** As the 2021 classes have it: the one wallet there is. */
  private static JsonObject consult(Call call) {
    Optional<String> missing = call.missing("paymentAmount", "paymentFactor", "settlementStrategy");
    if (missing.isPresent()) {
      return Answers.illegal(missing.get() + ": missing");
    }
    var feature =
        new JsonObject().put("supportCodeScan", "true").put("supportCashierRedirection", "true");
    var wallet =
        new JsonObject()
            .put("walletName", "SIMULATED_WALLET")
            .put("walletBrandName", "SIMULATED_WALLET")
            .put("walletFeature", feature);
    call.text("userRegion").ifPresent(region -> wallet.put("walletRegion", region));
    var wallets = new JsonObject().put("supportWallets", new JsonArray().add(wallet));
    var option =
        new JsonObject()
            .put("paymentMethodType", "CONNECT_WALLET")
            .put("paymentMethodCategory", "WALLET")
            .put("enabled", "true")
            .put("paymentOptionDetail", new JsonObject().put("connectWallet", wallets));
    return Answers.success().put("paymentOptions", new JsonArray().add(option));
  }

  /** D/api_acq/idempotency: all other parameters must agree. */
  private JsonObject begin(Call call) {
    Optional<String> missing = call.missing("authClientId", "referenceAgreementId");
    if (missing.isPresent()) {
      return Answers.illegal(missing.get() + ": missing");
    }
    String id =
        call.text("authClientId").orElse("") + ' ' + call.text("referenceAgreementId").orElse("");
    JsonObject first = prepared.putIfAbsent(key(call, id), call.body());
    return first == null || first.equals(call.body()) ? Answers.success() : Answers.inconsistent();
  }

  /** A repeat of the same authCode gets the same token. */
  private JsonObject token(Call call) {
    Optional<String> missing = call.missing("authClientId", "grantType");
    if (missing.isPresent()) {
      return Answers.illegal(missing.get() + ": missing");
    }
    String of = call.text("authCode").or(() -> call.text("refreshToken")).orElse("");
    if (of.isEmpty()) {
      return Answers.illegal("authCode, refreshToken: one is needed");
    }
    String kept = tokens.computeIfAbsent(key(call, of), first -> key(call, "token" + ids.next()));
    String token = kept.substring(call.clientId().length() + 1);
    return Answers.success().put("accessToken", token);
  }

  private static String key(Call call, String id) {
    return call.clientId() + ' ' + id;
  }
}
