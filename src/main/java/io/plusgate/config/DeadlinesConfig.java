package io.plusgate.config;

import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import java.time.Duration;
import java.util.Map;

/** The whole wait for an answer, per API and in both directions, where it is not the documented. */
public record DeadlinesConfig(Map<String, Duration> byApi) {

  public DeadlinesConfig {
    byApi = Map.copyOf(byApi);
    var checks = Checks.of("deadlines");
    byApi.forEach(
        (api, deadline) -> {
          if (!known(api)) {
            checks.wrong(api, "unknown API (" + meant(api) + ")");
          }
          checks.between(api, deadline, Duration.ofMillis(100), Duration.ofMinutes(2));
        });
    checks.done();
  }

  public static DeadlinesConfig defaults() {
    return new DeadlinesConfig(Map.of());
  }

  /** What configuration says, else what Alipay+'s documents say. */
  public Duration of(Api api) {
    return byApi.getOrDefault(api.name(), api.deadline());
  }

  private static String meant(String api) {
    return Nearest.to(api, ApiCatalog.names())
        .map(near -> "did you mean: " + near)
        .orElse("expected: Alipay+'s name of a call, or other");
  }

  private static boolean known(String api) {
    return api.equals(Api.OTHER) || ApiCatalog.names().contains(api);
  }
}
