package io.plusgate.simulator.sdk;

import io.plusgate.protocol.Result;
import java.util.Optional;

/**
 * What identifyCode of the Server SDK says of a code (D/sdk_mpp/identify_code).
 *
 * @param isSupported whether it is one of Alipay+'s
 * @param codeValue of an order code
 * @param redirectUrl of an entry code
 * @param userAgent of an entry code
 */
public record CodeIdentification(
    boolean isSupported,
    Optional<PostCodeMatchActionType> postCodeMatchActionType,
    Optional<String> codeValue,
    Optional<String> redirectUrl,
    Optional<String> userAgent,
    Result result) {

  /** How the app goes on. */
  public enum PostCodeMatchActionType {
    /** An order code: the wallet's server calls userInitiatedPay. */
    DECODE,
    /** An entry code: the Client SDK opens the merchant's page. */
    OPEN_URL
  }
}
