package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Signature;
import java.security.SignatureException;

/**
 * The text that a signature is about: {@code POST <path>}, a line feed, then {@code
 * <Client-Id>.<time>.<body>} with nothing after the body.
 *
 * <p>The time is the literal Request-Time (of a request) or Response-Time (of an answer), the path
 * and the Client-Id are the same in both; the body is the bytes on the wire, whatever they say.
 */
public final class SignedContent {
  private SignedContent() {}

  /** The whole text, for showing it; signing and verifying feed the parts without this copy. */
  public static byte[] of(String path, String clientId, String time, byte[] body) {
    byte[] head = head(path, clientId, time);
    var content = new byte[head.length + body.length];
    System.arraycopy(head, 0, content, 0, head.length);
    System.arraycopy(body, 0, content, head.length, body.length);
    return content;
  }

  static void feed(Signature signature, String path, String clientId, String time, byte[] body)
      throws SignatureException {
    signature.update(head(path, clientId, time));
    signature.update(body);
  }

  private static byte[] head(String path, String clientId, String time) {
    return ("POST " + path + "\n" + clientId + "." + time + ".").getBytes(UTF_8);
  }
}
