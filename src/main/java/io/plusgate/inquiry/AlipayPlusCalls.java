package io.plusgate.inquiry;

import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.alipayplus.Answer;
import io.plusgate.alipayplus.Call;
import io.plusgate.config.DeadlinesConfig;
import io.plusgate.http.AccessLog;
import io.plusgate.http.Exchange;
import io.plusgate.payment.Payment;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.RequestBody;
import io.plusgate.protocol.Role;
import io.plusgate.protocol.TraceContext;
import io.plusgate.store.ClaimedDelivery;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The calls that the gateway makes by itself, for any of its clients. */
public final class AlipayPlusCalls implements PaymentCalls {
  private static final Api INQUIRY = api(Role.ACQP, ApiCatalog.INQUIRY_PAYMENT);
  private static final Api CANCEL = api(Role.ACQP, ApiCatalog.CANCEL_PAYMENT);
  private static final Api NOTIFY = api(Role.MPP, ApiCatalog.NOTIFY_PAYMENT);

  private final Map<String, AlipayPlusClient> clients;
  private final DeadlinesConfig deadlines;
  private final AccessLog accessLog;

  /**
   * @param clients by Client-Id; of the event loop that the calls are made on
   */
  public AlipayPlusCalls(
      Map<String, AlipayPlusClient> clients, DeadlinesConfig deadlines, AccessLog accessLog) {
    this.accessLog = accessLog;
    this.clients = Map.copyOf(clients);
    this.deadlines = deadlines;
  }

  @Override
  public boolean knows(String clientId) {
    return clients.containsKey(clientId);
  }

  @Override
  public Future<Told> inquire(Payment payment) {
    return callAbout(payment, INQUIRY);
  }

  @Override
  public Future<Told> cancel(Payment payment) {
    return callAbout(payment, CANCEL);
  }

  /**
   * The backend's own bytes.
   *
   * @param host scheme and host, where the payment has its own
   */
  Future<Told> notifyPayment(ClaimedDelivery claimed, Optional<URI> host, String path) {
    var clientId = claimed.delivery().clientId();
    var body = claimed.payload().body();
    var exchange = begun(NOTIFY, clientId, TraceContext.of(claimed.payload().headers()));
    claimed.delivery().paymentRequestId().ifPresent(exchange::paymentRequestId);
    return call(NOTIFY, host, path, clientId, body, exchange);
  }

  @Override
  public Duration cancelDeadline() {
    return deadlines.of(CANCEL);
  }

  private Future<Told> callAbout(Payment payment, Api api) {
    var key = payment.key();
    var exchange =
        begun(api, key.clientId(), payment.trace()).paymentRequestId(key.paymentRequestId());
    byte[] body = RequestBody.aboutPayment(key.paymentRequestId());
    return call(api, Optional.empty(), api.path(), key.clientId(), body, exchange);
  }

  private Exchange begun(Api api, String clientId, TraceContext follows) {
    return accessLog
        .beganAside(Direction.OUTBOUND, follows)
        .by("gateway")
        .api(api.name())
        .clientId(clientId);
  }

  private Future<Told> call(
      Api api, Optional<URI> host, String path, String clientId, byte[] body, Exchange exchange) {
    var client = clients.get(clientId);
    if (client == null) {
      throw new IllegalStateException("client: not configured (expected: asked before)");
    }
    var headers = MultiMap.caseInsensitiveMultiMap();
    var call = new Call(api, path, Buffer.buffer(body), headers, deadlines.of(api), host);
    return client.call(call, exchange).map(answer -> told(answer, exchange));
  }

  private Told told(Answer answer, Exchange exchange) {
    var told = Told.by(answer, exchange.step().context());
    told.result()
        .ifPresent(result -> exchange.result(result.resultStatus().name(), result.resultCode()));
    int status =
        answer.match(trusted -> trusted.status(), untrusted -> untrusted.status(), silent -> 0);
    accessLog.endedAside(exchange.ended(answer.outcome(), status));
    return told;
  }

  private static Api api(Role role, String name) {
    return ApiCatalog.find(role, Direction.OUTBOUND, name).orElseThrow();
  }
}
