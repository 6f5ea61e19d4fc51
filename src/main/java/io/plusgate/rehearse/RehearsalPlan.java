package io.plusgate.rehearse;

import io.plusgate.config.GatewayConfig;
import io.plusgate.protocol.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be rehearsed.
 *
 * @param own the user's own configuration: routes, deadlines, handover, lint and secrets of it
 *     count
 * @param trigger the path of the rehearsal contract on the backend
 * @param cases their ids; all if empty
 * @param port of the gateway on the backend's side; 0 takes a free one
 * @param byHand how long to look for what a person does where there is no trigger; 0 for not at all
 * @param store an empty folder for the gateway's memory
 */
public record RehearsalPlan(
    Role role,
    URI backend,
    Optional<GatewayConfig> own,
    String trigger,
    List<String> cases,
    int port,
    Duration byHand,
    Path store) {
  public static final String TRIGGER = "/rehearsal";

  public RehearsalPlan {
    cases = List.copyOf(cases);
  }

  /** Everything that a backend with the contract at its default path needs. */
  public static RehearsalPlan of(Role role, URI backend, Path store) {
    return new RehearsalPlan(
        role, backend, Optional.empty(), TRIGGER, List.of(), 0, Duration.ZERO, store);
  }

  public RehearsalPlan withOwn(GatewayConfig config) {
    return new RehearsalPlan(
        role, backend, Optional.of(config), trigger, cases, port, byHand, store);
  }

  public RehearsalPlan withCases(List<String> ids) {
    return new RehearsalPlan(role, backend, own, trigger, ids, port, byHand, store);
  }
}
