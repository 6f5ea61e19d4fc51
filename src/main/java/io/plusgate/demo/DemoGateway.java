package io.plusgate.demo;

import io.plusgate.app.Gateway;
import io.plusgate.config.ConfigReader;
import io.plusgate.config.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** One of the house's gateways that is up, wherever it runs. */
interface DemoGateway {
  String backendUrl();

  String alipayPlusUrl();

  String adminUrl();

  /** Drains it. */
  Future<Void> close();

  /** Starts gateways from configuration files whose paths start at that folder. */
  @FunctionalInterface
  interface Starter {
    Future<DemoGateway> start(Path folder, String configuration);
  }

  /** In this process, from the file just as {@code plusgate run} reads it. */
  static Starter here(Vertx vertx) {
    return (folder, configuration) ->
        Gateway.start(vertx, read(folder, configuration), Clock.systemUTC()).map(Here::new);
  }

  private static GatewayConfig read(Path folder, String configuration) {
    return new ConfigReader(Map.of(), folder)
        .gateway(folder.resolve(configuration))
        .match(
            loaded -> loaded.config(),
            refused -> {
              throw new IllegalStateException(
                  "the demo's own configuration: " + refused.problems());
            });
  }

  /** In the process that called. */
  record Here(Gateway gateway) implements DemoGateway {
    @Override
    public String backendUrl() {
      return gateway.backendUrl();
    }

    @Override
    public String alipayPlusUrl() {
      return gateway.alipayPlusUrl();
    }

    @Override
    public String adminUrl() {
      return gateway.adminUrl();
    }

    @Override
    public Future<Void> close() {
      return gateway.close();
    }
  }
}
