package io.plusgate.config;

import java.nio.file.Path;
import java.util.Arrays;

/** A key or certificate as it stands in its file; only {@code signature} and TLS look inside. */
@SuppressWarnings("ArrayRecordComponent") // copied both ways and compared by content
public record KeyFile(Path path, byte[] content) {

  public KeyFile {
    content = content.clone();
  }

  @Override
  public byte[] content() {
    return content.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyFile that
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
