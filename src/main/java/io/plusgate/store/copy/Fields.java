package io.plusgate.store.copy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The SHA-256 of one row's fields; where one ends is part of it. */
final class Fields {
  private final MessageDigest sha256 = sha256();

  void bytes(byte[] value) {
    number(value.length);
    sha256.update(value);
  }

  /** PostgreSQL keeps any character but NUL, which the store writes there as its symbol. */
  void text(String value) {
    bytes(value.replace('\0', '\u2400').getBytes(StandardCharsets.UTF_8));
  }

  void number(long value) {
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
  }

  /** To the microsecond, as stores keep it. */
  void time(Instant value) {
    number(ChronoUnit.MICROS.between(Instant.EPOCH, value));
  }

  void optionalText(Optional<String> value) {
    number(value.isPresent() ? 1 : 0);
    value.ifPresent(this::text);
  }

  void optionalTime(Optional<Instant> value) {
    number(value.isPresent() ? 1 : 0);
    value.ifPresent(this::time);
  }

  /** In the order of the names: no engine keeps another. */
  void headers(Map<String, String> headers) {
    number(headers.size());
    new TreeMap<>(headers)
        .forEach(
            (name, value) -> {
              text(name);
              text(value);
            });
  }

  byte[] digest() {
    return sha256.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
