package io.plusgate.rehearse;

import io.plusgate.config.DeadlinesConfig;
import io.plusgate.config.DeliveryConfig;
import io.plusgate.config.GatewayConfig;
import io.plusgate.protocol.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A user's configuration that gives a slow backend up early: tests of slowness need not be slow.
 */
final class Hurried {
  private static final Duration SOON = Duration.ofSeconds(3);

  private Hurried() {}

  static GatewayConfig config(Role role, Path folder) {
    var nowhere = URI.create("http://127.0.0.1:1");
    var usual = new Setting(role, Optional.empty()).gateway(nowhere, nowhere, 0, folder);
    var delivery = usual.delivery();
    return new GatewayConfig(
        role,
        usual.clients(),
        usual.listeners(),
        usual.backend(),
        usual.store(),
        usual.inquiry(),
        new DeliveryConfig(delivery.retry(), delivery.parkAfter(), SOON, delivery.parallel()),
        usual.handover(),
        role == Role.MPP ? new DeadlinesConfig(Map.of("pay", SOON)) : usual.deadlines(),
        usual.limits(),
        usual.outbound(),
        usual.inbound(),
        usual.lint(),
        usual.log(),
        usual.tracing(),
        usual.reload());
  }
}
