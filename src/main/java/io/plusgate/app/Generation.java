package io.plusgate.app;

import io.plusgate.admin.KeyCard;
import io.plusgate.config.ConfigProblem;
import io.plusgate.config.GatewayConfig;
import io.plusgate.signature.ClientKeys;
import io.plusgate.signature.KeyUses;
import io.plusgate.signature.ProviderSwitch;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One state of the configuration and what was made of it. A call keeps the generation it began
 * with, whatever is in force when it ends.
 */
record Generation(
    GatewayConfig config,
    Map<String, ClientKeys> keys,
    List<KeyCard> cards,
    Connections connections) {

  /**
   * Reads every key and certificate, and says in the log which keys they are.
   *
   * @throws IllegalArgumentException with a line for each one that can't be used
   */
  static Generation of(Vertx vertx, GatewayConfig config, ProviderSwitch providers, KeyUses uses) {
    var loading = KeyLoading.of(config.clients());
    var problems = new ArrayList<>(loading.problems());
    problems.addAll(CertificateLoading.problems(vertx, config));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.stream().map(ConfigProblem::message).collect(Collectors.joining("\n")));
    }
    loading.log();
    return new Generation(
        config,
        loading.keys(providers, uses),
        KeyInventory.of(loading, config.listeners()),
        new Connections());
  }

  List<String> clientIds() {
    return List.copyOf(keys.keySet());
  }
}
