package io.plusgate.config;

import io.plusgate.config.StoreConfig.Tls;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Looks for what is lawful in a configuration and still seldom meant. */
final class Doubts {
  private static final Set<String> PRODUCTS =
      Set.of(
          InquiryConfig.DEFAULT,
          InquiryConfig.CASHIER,
          InquiryConfig.AUTO_DEBIT,
          "PaymentCode",
          "OrderCode",
          "EntryCode");

  private final ToIntFunction<String> line;
  private final Findings findings;

  private Doubts(ToIntFunction<String> line, Findings findings) {
    this.line = line;
    this.findings = findings;
  }

  static void about(GatewayConfig config, ToIntFunction<String> line, Findings findings) {
    var doubts = new Doubts(line, findings);
    for (int i = 0; i < config.clients().size(); i++) {
      doubts.client("clients[" + i + "].", config.clients().get(i));
    }
    doubts.listeners(config.listeners());
    doubts.routes(config.role(), config.backend());
    doubts.folder(config.store());
    doubts.database(config.store());
    doubts.schedules(config.inquiry());
    doubts.deadlines(config.role(), config.deadlines());
  }

  private void client(String at, ClientConfig client) {
    boolean sandbox = client.environment() == Environment.SANDBOX;
    var host = client.alipayPlus().baseUrl().getHost();
    if (!sandbox && Loopback.is(host)) {
      doubt(
          at + "alipayPlus.baseUrl",
          client.alipayPlus().baseUrl()
              + " is this very machine, but "
              + client.clientId()
              + " is a production client");
    }
    // The prefix is known from third-party material only, so its absence refuses nothing.
    if (sandbox && !client.clientId().startsWith(ClientConfig.SANDBOX_PREFIX)) {
      doubt(
          at + "clientId",
          client.clientId() + " does not start with SANDBOX_, but its environment is sandbox");
    }
  }

  private void listeners(ListenersConfig listeners) {
    var alipayPlus = listeners.alipayPlus();
    if (alipayPlus.insecure() && !alipayPlus.loopback()) {
      doubt(
          "listeners.alipayPlus.insecure",
          "plain HTTP on " + alipayPlus.host() + "; TLS has to end in front of the gateway");
    }
    warnOfClearToken("listeners.backend.token", listeners.backend());
    warnOfClearToken("listeners.admin.token", listeners.admin());
  }

  private void warnOfClearToken(String key, ListenerConfig listener) {
    if (!listener.loopback() && listener.tls().isEmpty()) {
      doubt(key, "travels in clear beyond loopback; give the listener tls");
    }
  }

  private void routes(Role role, BackendConfig backend) {
    boolean results =
        backend.routes().stream().anyMatch(route -> route.api().equals(ApiCatalog.NOTIFY_PAYMENT));
    if (role == Role.ACQP && !results) {
      doubt("backend.routes", "none has api: notifyPayment; payment results have nowhere to go");
    }
  }

  private void folder(StoreConfig store) {
    boolean open =
        store
            .engine()
            .match(embedded -> NamedFiles.isOpenToOthers(embedded.path()), server -> false);
    if (open) {
      doubt(
          "store.path",
          "everybody on this machine can look into the folder; only the gateway has to (chmod 700)");
    }
  }

  private void database(StoreConfig store) {
    boolean clear =
        store
            .engine()
            .match(
                embedded -> false,
                server -> server.tls() == Tls.OFF && !Loopback.is(server.uri().getHost()));
    if (clear) {
      doubt("store.tls", "off; payments travel in clear to the database");
    }
  }

  private void schedules(InquiryConfig inquiry) {
    for (String product : inquiry.schedules().keySet()) {
      if (!PRODUCTS.contains(product)) {
        String hint = Nearest.hint(product, PRODUCTS);
        doubt(
            "inquiry.schedules." + product,
            "used for payments with inStorePaymentScenario " + product + " only" + hint);
      }
    }
  }

  private void deadlines(Role role, DeadlinesConfig deadlines) {
    for (var api : ApiCatalog.apis(role, Direction.INBOUND)) {
      var configured = deadlines.of(api);
      if (configured.compareTo(api.deadline()) > 0) {
        doubt(
            "deadlines." + api.name(),
            "%s is longer than the %s that Alipay+ waits for us"
                .formatted(Durations.format(configured), Durations.format(api.deadline())));
      }
    }
  }

  private void doubt(String path, String text) {
    findings.doubtful(path, text, line.applyAsInt(path));
  }
}
