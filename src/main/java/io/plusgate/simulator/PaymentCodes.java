package io.plusgate.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The payment codes that wallets got for their users; each is good for one minute. */
final class PaymentCodes {
  /** D/api_mpp/get_payment_code. */
  static final Duration VALID = Duration.ofMinutes(1);

  /** Issuer and "payment code", as in the documented 24-digit format. */
  private static final String PREFIX = "28100102";

  private static final int KEPT = 50_000;

  private final Ids ids;
  private final Map<String, Holder> holders = new Recent<>(KEPT);

  PaymentCodes(Ids ids) {
    this.ids = ids;
  }

  /** Whose code it is, and until when. */
  record Holder(String walletClientId, String customerId, Instant expiresAt) {}

  String issue(String walletClientId, String customerId, Instant now) {
    String code = PREFIX + ids.digits16();
    holders.put(code, new Holder(walletClientId, customerId, now.plus(VALID)));
    return code;
  }

  Optional<Holder> find(String code) {
    return Optional.ofNullable(holders.get(code));
  }

  void clear() {
    holders.clear();
  }
}
