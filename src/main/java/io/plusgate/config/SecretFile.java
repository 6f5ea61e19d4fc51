package io.plusgate.config;

import java.nio.file.Path;

/** A secret that the operator keeps in a file of its own: a password, a token, a shared secret. */
public record SecretFile(Path path, Bytes bytes) {

  public SecretFile(Path path, byte[] content) {
    this(path, new Bytes(content));
  }

  public byte[] content() {
    return bytes.copy();
  }

  /** The secret itself, without the line end that editors add. */
  public String text() {
    return bytes.text().strip();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
