package io.plusgate.config;

import java.util.Optional;

/**
 * Where a call of Alipay+ goes.
 *
 * @param path what Alipay+ calls, as registered with it
 * @param api Alipay+'s name of the call, or {@code other} for one that the catalogue does not know
 * @param to the path on the backend
 * @param signedPath what Alipay+ signs when a proxy in front of us rewrites the path
 * @param clientId the only client that may call it; without one, any of ours
 */
public record RouteConfig(
    String path, String api, String to, Optional<String> signedPath, Optional<String> clientId) {

  public RouteConfig {
    var checks = Checks.of("backend.routes").path("path", path).path("to", to);
    signedPath.ifPresent(signed -> checks.path("signedPath", signed));
    checks.done();
  }

  public static RouteConfig of(String path, String api, String to) {
    return new RouteConfig(path, api, to, Optional.empty(), Optional.empty());
  }

  /** The path that stands in the signed content of calls on this route. */
  public String pathToVerify() {
    return signedPath.orElse(path);
  }

  boolean overlaps(RouteConfig other) {
    boolean sameClient =
        clientId.isEmpty() || other.clientId.isEmpty() || clientId.equals(other.clientId);
    return sameClient && path.equals(other.path);
  }
}
