package io.plusgate.simulator;

import java.util.Optional;

/**
 * What no document says about disputes.
 *
 * @param retrievalPath where a wallet calls initiateRetrieval; nowhere if empty
 * @param escalationPath where a wallet calls initiateEscalation; nowhere if empty
 * @param refusalCode what a dispute beyond its limits is answered
 */
public record DisputeChoices(
    Optional<String> retrievalPath, Optional<String> escalationPath, String refusalCode) {
  public static final DisputeChoices DEFAULTS =
      new DisputeChoices(Optional.empty(), Optional.empty(), "PROCESS_FAIL");
}
