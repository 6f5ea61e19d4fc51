package io.plusgate.simulator;

import java.util.Optional;

/**
 * A scenario for the calls that it is meant for.
 *
 * @param api only this API's calls; all if empty
 * @param clientId only this partner's calls
 * @param paymentRequestId only calls that name this payment
 * @param times how often it happens; 0 means for ever
 */
public record ScenarioRule(
    Optional<String> api,
    Optional<String> clientId,
    Optional<String> paymentRequestId,
    int times,
    Scenario scenario) {

  public ScenarioRule {
    if (times < 0) {
      throw new IllegalArgumentException("times: " + times + " (expected: >= 0)");
    }
  }

  /** The next call of this API, once. */
  public static ScenarioRule next(String api, Scenario scenario) {
    return new ScenarioRule(Optional.of(api), Optional.empty(), Optional.empty(), 1, scenario);
  }

  public ScenarioRule times(int often) {
    return new ScenarioRule(api, clientId, paymentRequestId, often, scenario);
  }

  public ScenarioRule forPayment(String id) {
    return new ScenarioRule(api, clientId, Optional.of(id), times, scenario);
  }

  boolean fits(String calledApi, String caller, Optional<String> named) {
    return api.map(calledApi::equals).orElse(true)
        && clientId.map(caller::equals).orElse(true)
        && paymentRequestId.map(id -> named.filter(id::equals).isPresent()).orElse(true);
  }
}
