package io.plusgate.config;

import static java.util.stream.Collectors.toCollection;

import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/** Everything the operator decided; handed out section by section, never as a whole. */
public record GatewayConfig(
    Role role,
    List<ClientConfig> clients,
    ListenersConfig listeners,
    BackendConfig backend,
    StoreConfig store,
    InquiryConfig inquiry,
    DeliveryConfig delivery,
    HandoverConfig handover,
    DeadlinesConfig deadlines,
    LimitsConfig limits,
    OutboundConfig outbound,
    InboundConfig inbound,
    LintMode lint,
    LogConfig log,
    TracingConfig tracing,
    ReloadConfig reload) {

  public GatewayConfig {
    clients = List.copyOf(clients);
    checkClients(clients);
    checkRoutes(role, clients, backend.routes());
  }

  /** The client of this id, which must be configured. */
  public ClientConfig client(String clientId) {
    return clients.stream()
        .filter(one -> one.clientId().equals(clientId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no client " + clientId));
  }

  /** The parts that have no default; everything else as by default. */
  public static GatewayConfig of(
      Role role,
      List<ClientConfig> clients,
      ListenersConfig listeners,
      BackendConfig backend,
      StoreConfig store) {
    return new GatewayConfig(
        role,
        clients,
        listeners,
        backend,
        store,
        InquiryConfig.defaults(),
        DeliveryConfig.defaults(),
        HandoverConfig.defaults(),
        DeadlinesConfig.defaults(),
        LimitsConfig.defaults(),
        OutboundConfig.defaults(),
        InboundConfig.defaults(),
        LintMode.WARN,
        LogConfig.defaults(),
        TracingConfig.defaults(),
        ReloadConfig.defaults());
  }

  /** What has to hold between the clients. */
  static void checkClients(List<ClientConfig> clients) {
    var checks = Checks.of("").that(!clients.isEmpty(), "clients", "[]", "at least one client");
    var ids = new HashSet<String>();
    for (int i = 0; i < clients.size(); i++) {
      String id = clients.get(i).clientId();
      checks.that(ids.add(id), "clients[" + i + "].clientId", id, "each clientId once");
    }
    KeyPlacement.check(checks, clients);
    checks.done();
  }

  /** What has to hold between the routes, the role and the clients. */
  static void checkRoutes(Role role, List<ClientConfig> clients, List<RouteConfig> routes) {
    var checks = Checks.of("");
    var apis =
        ApiCatalog.apis(role, Direction.INBOUND).stream()
            .map(Api::name)
            .collect(toCollection(TreeSet::new));
    var ids = clients.stream().map(ClientConfig::clientId).toList();
    for (int i = 0; i < routes.size(); i++) {
      var route = routes.get(i);
      String at = "backend.routes[" + i + "].";
      checks.that(
          apis.contains(route.api()) || route.api().equals(Api.OTHER),
          at + "api",
          route.api(),
          "a call that Alipay+ makes to an "
              + role
              + ", or other"
              + Nearest.hint(route.api(), apis));
      String id = route.clientId().orElse("");
      checks.that(
          route.clientId().isEmpty() || ids.contains(id),
          at + "clientId",
          id,
          "one of the clients" + Nearest.hint(id, ids));
    }
    checks.done();
  }
}
