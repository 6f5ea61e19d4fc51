package io.plusgate.config;

import java.util.List;

/**
 * What a configuration that was read again changes in a running gateway.
 *
 * @param next what is in force from now on: all that was read, but for what needs a restart
 * @param changed the keys that {@code next} changes
 * @param needsRestart the keys that stay as they are until the gateway is started again
 */
public record ConfigChange(GatewayConfig next, List<String> changed, List<String> needsRestart) {

  public ConfigChange {
    changed = List.copyOf(changed);
    needsRestart = List.copyOf(needsRestart);
  }

  /**
   * The step from what is in force to what was read.
   *
   * @throws IllegalArgumentException when what was read can't be without what needs a restart
   */
  public static ConfigChange between(GatewayConfig inForce, GatewayConfig read) {
    var next = keeping(inForce, read);
    return new ConfigChange(next, keys(inForce, next), keys(next, read));
  }

  private static List<String> keys(GatewayConfig one, GatewayConfig other) {
    return ConfigDifference.between(one, other).stream().map(ConfigDifference::key).toList();
  }

  /** The addresses, the store and the shape of the process belong to its start. */
  private static GatewayConfig keeping(GatewayConfig inForce, GatewayConfig read) {
    return new GatewayConfig(
        inForce.role(),
        read.clients(),
        listeners(inForce.listeners(), read.listeners()),
        read.backend(),
        inForce.store(),
        read.inquiry(),
        read.delivery(),
        read.handover(),
        read.deadlines(),
        limits(inForce.limits(), read.limits()),
        read.outbound(),
        read.inbound(),
        read.lint(),
        new LogConfig(inForce.log().format(), read.log().level(), read.log().access()),
        inForce.tracing(),
        read.reload());
  }

  private static ListenersConfig listeners(ListenersConfig inForce, ListenersConfig read) {
    return new ListenersConfig(
        listener(inForce.backend(), read.backend()),
        listener(inForce.alipayPlus(), read.alipayPlus()),
        listener(inForce.admin(), read.admin()));
  }

  /** New certificates and another token, but no other address and no other kind of door. */
  private static ListenerConfig listener(ListenerConfig inForce, ListenerConfig read) {
    boolean sameKind =
        inForce.insecure() == read.insecure()
            && inForce.token().isPresent() == read.token().isPresent()
            && inForce.tls().isPresent() == read.tls().isPresent()
            && asksForCertificates(inForce) == asksForCertificates(read);
    return sameKind
        ? new ListenerConfig(
            inForce.host(),
            inForce.port(),
            read.tls(),
            read.insecure(),
            read.token(),
            read.allowFrom())
        : inForce;
  }

  private static boolean asksForCertificates(ListenerConfig listener) {
    return listener.tls().flatMap(TlsConfig::clientCertificates).isPresent();
  }

  private static LimitsConfig limits(LimitsConfig inForce, LimitsConfig read) {
    return new LimitsConfig(
        read.bodyBytes(),
        inForce.headerBytes(),
        read.connections(),
        read.concurrentOutbound(),
        read.concurrentInquiries(),
        read.concurrentInbound(),
        read.concurrentNotifications(),
        read.waiters(),
        read.bodiesInFlight(),
        read.queueTime(),
        inForce.requestTimeout(),
        inForce.idleTimeout());
  }
}
