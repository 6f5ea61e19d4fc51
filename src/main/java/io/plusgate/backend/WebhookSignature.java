package io.plusgate.backend;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Standard Webhooks signature with a secret that only the backend shares: HMAC-SHA256 over
 * {@code id.timestamp.body}, so that a backend can check deliveries with any library of the field.
 */
public final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  private final SecretKeySpec key;

  private WebhookSignature(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** A secret as its file holds it: {@code whsec_} and Base64, or any text. */
  public static WebhookSignature of(String secret) {
    return secret.startsWith(PREFIX)
        ? new WebhookSignature(Base64.getDecoder().decode(secret.substring(PREFIX.length())))
        : new WebhookSignature(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** The value of {@code Webhook-Signature}. */
  public String sign(String webhookId, long timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((webhookId + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
