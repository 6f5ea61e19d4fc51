package io.plusgate.config;

import io.plusgate.protocol.Role;
import java.util.Optional;

/** The gateway's configuration file from top to bottom. */
final class GatewayFile {
  private GatewayFile() {}

  static Optional<GatewayConfig> read(Section top) {
    var role = top.choice("role", Role.values());
    var clients = ClientsSection.read(top);
    var listeners = SidesSection.listeners(top.section("listeners"));
    var backendSection = top.section("backend");
    var routes = SidesSection.routes(backendSection);
    var backend = SidesSection.backend(backendSection, routes);
    var store = StoreSection.read(top.section("store"));
    var inquiry = FlowsSection.inquiry(top.section("inquiry"));
    var delivery = FlowsSection.delivery(top.section("delivery"));
    var handover = FlowsSection.handover(top.section("handover"));
    var deadlines = FlowsSection.deadlines(top.section("deadlines"));
    var limits = FlowsSection.limits(top.section("limits"));
    var outbound = FlowsSection.outbound(top.section("outbound"));
    var inbound = FlowsSection.inbound(top.section("inbound"));
    var lint = top.choice("lint", LintMode.values(), LintMode.WARN);
    var log = FlowsSection.log(top.section("log"));
    var tracing = FlowsSection.tracing(top.section("tracing"));
    var reload = FlowsSection.reload(top.section("reload"));
    top.finish();
    top.check(() -> GatewayConfig.checkClients(clients));
    if (top.sound("role")) {
      top.check(() -> GatewayConfig.checkRoutes(role, clients, routes));
    }
    return top.ifAllSound(
        () ->
            new GatewayConfig(
                role, clients, listeners, backend, store, inquiry, delivery, handover, deadlines,
                limits, outbound, inbound, lint, log, tracing, reload));
  }
}
