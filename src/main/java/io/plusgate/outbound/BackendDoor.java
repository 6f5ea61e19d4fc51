package io.plusgate.outbound;

import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.HandoverConfig.NotifyPayment;
import io.plusgate.http.AccessLog;
import io.plusgate.http.Problem;
import io.plusgate.payment.PaymentKey;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Role;
import io.plusgate.store.Store;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The backend's door: {@code POST /aps/**}, {@code GET /payments/{paymentRequestId}}, {@code POST
 * /handover/notifyPayment}.
 */
public final class BackendDoor implements Handler<HttpServerRequest> {
  private static final String PAYMENTS = "/payments/";
  private static final String HANDOVER = "/handover/notifyPayment";

  private final boolean isWallet;
  private final boolean handsOverNotifyPayment;
  private final ClientChoice clients;
  private final OutboundHandler outbound;
  private final PaymentHandler payments;
  private final HandoverHandler handover;

  /**
   * @param clients by Client-Id; one instance of each for this event loop
   */
  public BackendDoor(
      Vertx vertx,
      GatewayConfig config,
      Map<String, AlipayPlusClient> clients,
      OutboundRooms rooms,
      AccessLog accessLog,
      OutboundLint lint,
      Store store,
      Journal journal,
      PaymentWaiters waiters,
      InstantSource clock) {
    this.isWallet = config.role() == Role.MPP;
    this.handsOverNotifyPayment =
        isWallet && config.handover().notifyPayment() == NotifyPayment.HAND_OVER;
    this.clients = new ClientChoice(clients.keySet());
    var flow =
        new OutboundFlow(
            vertx,
            clients,
            config.deadlines(),
            config.outbound(),
            journal,
            config.limits().queueTime(),
            rooms::isClosed);
    this.outbound =
        new OutboundHandler(
            vertx,
            config.role(),
            this.clients,
            flow,
            lint,
            config.deadlines(),
            config.limits(),
            rooms,
            accessLog);
    this.payments = new PaymentHandler(vertx, store, waiters);
    this.handover =
        new HandoverHandler(
            clientId -> config.client(clientId).alipayPlus(),
            store,
            lint,
            config.deadlines(),
            config.limits(),
            rooms.handovers(),
            accessLog,
            clock);
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path() == null ? "" : request.path();
    if (path.startsWith(PAYMENTS)) {
      answerPayment(request, path.substring(PAYMENTS.length()));
    } else if (isWallet && (path.equals(HANDOVER) || isHandedOver(path))) {
      takeHandover(request);
    } else {
      outbound.handle(request);
    }
  }

  private void answerPayment(HttpServerRequest request, String encodedId) {
    Optional<String> id = decoded(encodedId);
    Optional<Problem> refusal =
        HttpMethod.GET.equals(request.method())
            ? clients.refuse(request)
            : Optional.of(Problems.methodNotAllowed(request.method().name()));
    if (refusal.isPresent()) {
      refusal.get().answer(request.response());
    } else if (id.isEmpty()) {
      Problems.paymentUnknown().answer(request.response());
    } else {
      payments.handle(request, new PaymentKey(clients.of(request), id.get()));
    }
  }

  private void takeHandover(HttpServerRequest request) {
    Optional<Problem> refusal =
        HttpMethod.POST.equals(request.method())
            ? clients.refuse(request)
            : Optional.of(Problems.methodNotAllowed(request.method().name()));
    if (refusal.isPresent()) {
      refusal.get().answer(request.response());
    } else {
      handover.handle(request, clients.of(request));
    }
  }

  private boolean isHandedOver(String path) {
    return handsOverNotifyPayment
        && ApiCatalog.outbound(Role.MPP, path).is(ApiCatalog.NOTIFY_PAYMENT);
  }

  private static Optional<String> decoded(String encoded) {
    try {
      // A plus stands for itself in a path.
      String text = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
