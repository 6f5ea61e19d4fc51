package io.plusgate.simulator;

import io.plusgate.protocol.Role;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;

/**
 * A partner as Alipay+ knows it.
 *
 * @param participantId its id in message bodies: the acquirerId of an ACQP, the pspId of an MPP
 * @param partnerVerifier checks what the partner signed
 * @param alipayPlusSigner signs what the partner gets
 */
public record SimulatedClient(
    String clientId,
    Role role,
    String participantId,
    MessageVerifier partnerVerifier,
    MessageSigner alipayPlusSigner,
    PartnerUrls urls) {

  /** The ids of the published samples, for partners that have none of their own. */
  static final String SAMPLE_ACQUIRER_ID = "1022188000000000001";

  static final String SAMPLE_PSP_ID = "1022172000000000001";

  public SimulatedClient {
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("clientId: blank (expected: an id)");
    }
  }

  /** An acquirer with the sample acquirerId. */
  public static SimulatedClient acqp(
      String clientId, MessageVerifier verifier, MessageSigner signer, PartnerUrls urls) {
    return new SimulatedClient(clientId, Role.ACQP, SAMPLE_ACQUIRER_ID, verifier, signer, urls);
  }

  /** A wallet with the sample pspId. */
  public static SimulatedClient mpp(
      String clientId, MessageVerifier verifier, MessageSigner signer, PartnerUrls urls) {
    return new SimulatedClient(clientId, Role.MPP, SAMPLE_PSP_ID, verifier, signer, urls);
  }

  public SimulatedClient withUrls(PartnerUrls known) {
    return new SimulatedClient(
        clientId, role, participantId, partnerVerifier, alipayPlusSigner, known);
  }
}
