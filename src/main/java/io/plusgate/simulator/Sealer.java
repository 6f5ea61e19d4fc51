package io.plusgate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.RsaKeyPairs;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts Alipay+'s signature on a message, or one of the wrong ones that a fault asks for. */
final class Sealer {
  private final InstantSource clock;
  private @Nullable MessageSigner stranger;

  Sealer(InstantSource clock) {
    this.clock = clock;
  }

  /** The bytes to send and the headers beside them. */
  record Sealed(Map<String, String> headers, Buffer body) {}

  /**
   * Seals one message.
   *
   * @param timeHeader Request-Time for a call, Response-Time for an answer
   */
  Sealed seal(SimulatedClient client, String path, String timeHeader, byte[] body, Fault fault) {
    return seal(client, path, timeHeader, body, fault, Scenario.A_DAY);
  }

  /** The same, with a clock that is this far off if the fault is that. */
  Sealed seal(
      SimulatedClient client,
      String path,
      String timeHeader,
      byte[] body,
      Fault fault,
      Duration clockOff) {
    Instant now = clock.instant();
    String time = MessageTime.format(fault == Fault.CLOCK_OFF ? now.plus(clockOff) : now);
    byte[] signed = fault == Fault.BAD_SIGNATURE ? otherBytes(body) : body;
    MessageSigner signer = fault == Fault.WRONG_KEY ? stranger() : client.alipayPlusSigner();
    String signature = signer.sign(path, client.clientId(), time, signed);

    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(AlipayHeader.CLIENT_ID, client.clientId());
    if (fault != Fault.UNSIGNED && fault != Fault.ONLY_SIGNATURE) {
      headers.put(timeHeader, time);
    }
    if (fault != Fault.UNSIGNED && fault != Fault.ONLY_TIME) {
      headers.put(
          AlipayHeader.SIGNATURE, fault == Fault.TRUNCATED_SIGNATURE ? cut(signature) : signature);
    }
    byte[] sent = fault == Fault.TAMPERED_BODY ? tampered(body) : body;
    return new Sealed(headers, Buffer.buffer(sent));
  }

  private MessageSigner stranger() {
    MessageSigner known = stranger;
    if (known == null) {
      var jdk = new ProviderSwitch(CryptoProvider.jdk());
      known = new MessageSigner(RsaKeyPairs.generate(2048).getPrivate(), "1", jdk);
      stranger = known;
    }
    return known;
  }

  private static byte[] otherBytes(byte[] body) {
    byte[] other = Arrays.copyOf(body, body.length + 1);
    other[body.length] = ' ';
    return other;
  }

  /** Like the sample that its authors shortened: well-formed as far as it goes. */
  private static String cut(String signature) {
    return signature.substring(0, signature.length() - 60);
  }

  /** What an attacker would change: ten times the money, or else a failure into a success. */
  private static byte[] tampered(byte[] body) {
    String text = new String(body, UTF_8);
    String changed = text.replaceFirst("\"value\":\"(\\d+)\"", "\"value\":\"$10\"");
    if (changed.equals(text)) {
      changed = text.replaceFirst("\"resultStatus\":\"[FU]\"", "\"resultStatus\":\"S\"");
    }
    return changed.equals(text) ? otherBytes(body) : changed.getBytes(UTF_8);
  }
}
