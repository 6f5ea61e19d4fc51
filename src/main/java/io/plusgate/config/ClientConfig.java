package io.plusgate.config;

import io.plusgate.protocol.MessageTime;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One identity towards Alipay+: its ids, the key it signs with, and where its Alipay+ is.
 *
 * @param clientId sent as {@code Client-Id}, and the one we accept from Alipay+
 * @param partnerId the participant id, e.g. the ACQP's {@code acquirerId}; for the operator's eyes
 * @param keyVersion of our own key, sent in the {@code Signature} header
 * @param agentToken sent as {@code Agent-Token} when the backend sent none; TSP only
 * @param timePattern of {@code Request-Time}, in UTC; without one, ISO 8601 in whole seconds
 */
public record ClientConfig(
    String clientId,
    Environment environment,
    String partnerId,
    KeyFile privateKey,
    Optional<SecretFile> privateKeyPassword,
    String keyVersion,
    Optional<SecretFile> agentToken,
    SignatureForm signatureForm,
    Optional<String> timePattern,
    AlipayPlusConfig alipayPlus) {

  public static final String DEFAULT_KEY_VERSION = KeyVersions.DEFAULT;
  public static final SignatureForm DEFAULT_SIGNATURE_FORM = SignatureForm.PERCENT_ENCODED;

  private static final Pattern ID = Pattern.compile("[!-~]{1,128}");
  static final String SANDBOX_PREFIX = "SANDBOX_";

  public ClientConfig {
    boolean sandboxId = clientId.startsWith(SANDBOX_PREFIX);
    Checks.of("clients")
        .that(
            ID.matcher(clientId).matches(),
            "clientId",
            clientId,
            "1 to 128 visible ASCII characters")
        .that(
            ID.matcher(partnerId).matches(),
            "partnerId",
            partnerId,
            "1 to 128 visible ASCII characters")
        .that(
            !sandboxId || environment == Environment.SANDBOX,
            "environment",
            "production",
            "sandbox, because clientId " + clientId + " is one of the sandbox")
        .that(KeyVersions.fits(keyVersion), "keyVersion", keyVersion, KeyVersions.EXPECTED)
        .that(
            timePattern.map(ClientConfig::isTimePattern).orElse(true),
            "timePattern",
            timePattern.orElse(""),
            "a pattern such as yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
        .done();
  }

  /** The client with everything but its ids, its key and its Alipay+ as by default. */
  public static ClientConfig of(
      String clientId,
      Environment environment,
      String partnerId,
      KeyFile privateKey,
      AlipayPlusConfig alipayPlus) {
    return new ClientConfig(
        clientId,
        environment,
        partnerId,
        privateKey,
        Optional.empty(),
        DEFAULT_KEY_VERSION,
        Optional.empty(),
        DEFAULT_SIGNATURE_FORM,
        Optional.empty(),
        alipayPlus);
  }

  private static boolean isTimePattern(String pattern) {
    try {
      var time = OffsetDateTime.parse("2025-02-21T05:43:09.123Z");
      return MessageTime.parse(DateTimeFormatter.ofPattern(pattern).format(time)).isPresent();
    } catch (IllegalArgumentException | DateTimeException notAPattern) {
      return false;
    }
  }
}
