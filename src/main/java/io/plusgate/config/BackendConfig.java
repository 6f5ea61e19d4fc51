package io.plusgate.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The payment backend: where it listens and which call of Alipay+ goes to which of its paths.
 *
 * @param webhookSecret signs what we send it (Standard Webhooks), when given
 */
public record BackendConfig(
    URI baseUrl, List<RouteConfig> routes, int maxConnections, Optional<SecretFile> webhookSecret) {

  public static final int DEFAULT_MAX_CONNECTIONS = 64;

  public BackendConfig {
    routes = List.copyOf(routes);
    var checks =
        Checks.of("backend")
            .baseUrl("baseUrl", baseUrl, true)
            .between("maxConnections", maxConnections, 1, 10_000);
    for (int later = 1; later < routes.size(); later++) {
      var route = routes.get(later);
      checks.that(
          routes.subList(0, later).stream().noneMatch(route::overlaps),
          "routes[" + later + "].path",
          route.path(),
          "a path that no earlier route has");
    }
    checks.done();
  }

  public static BackendConfig of(URI baseUrl, List<RouteConfig> routes) {
    return new BackendConfig(baseUrl, routes, DEFAULT_MAX_CONNECTIONS, Optional.empty());
  }
}
