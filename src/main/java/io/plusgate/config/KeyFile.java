package io.plusgate.config;

import java.nio.file.Path;

/** A key or certificate as it stands in its file; only {@code signature} and TLS look inside. */
public record KeyFile(Path path, Bytes bytes) {

  public KeyFile(Path path, byte[] content) {
    this(path, new Bytes(content));
  }

  public byte[] content() {
    return bytes.copy();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
