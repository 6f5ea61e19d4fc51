package io.plusgate.signature.diagnosis;

/**
 * A signed message as somebody has it before them.
 *
 * @param signature the literal Signature header, or only its value
 */
@SuppressWarnings("ArrayRecordComponent") // copied both ways, never compared
public record SeenMessage(
    String path, String clientId, String time, String signature, byte[] body) {
  public SeenMessage {
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /** Without the body and the signature. */
  @Override
  public String toString() {
    return "SeenMessage[path=" + path + ", time=" + time + "]";
  }
}
