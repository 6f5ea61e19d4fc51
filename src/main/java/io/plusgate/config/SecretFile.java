package io.plusgate.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Arrays;

/** A secret that the operator keeps in a file of its own: a password, a token, a shared secret. */
@SuppressWarnings("ArrayRecordComponent") // copied both ways and compared by content
public record SecretFile(Path path, byte[] content) {

  public SecretFile {
    content = content.clone();
  }

  @Override
  public byte[] content() {
    return content.clone();
  }

  /** The secret itself, without the line end that editors add. */
  public String text() {
    return new String(content, UTF_8).strip();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretFile that
        && path.equals(that.path)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
