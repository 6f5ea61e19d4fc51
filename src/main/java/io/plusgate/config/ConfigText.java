package io.plusgate.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a configuration file, or why there is none. */
final class ConfigText {
  private static final int LARGEST = 1024 * 1024;

  private ConfigText() {}

  static Optional<String> read(Path file, Findings findings) {
    try {
      return Optional.of(text(file));
    } catch (Unusable unusable) {
      findings.wrong("", unusable.why(), 0);
      return Optional.empty();
    }
  }

  private static String text(Path file) throws Unusable {
    Path absolute = file.toAbsolutePath().normalize();
    if (!Files.exists(absolute)) {
      throw new Unusable("no such file (expected: " + absolute + ")");
    }
    if (!Files.isRegularFile(absolute)) {
      throw new Unusable("is no file (expected: a YAML file, not a folder: " + absolute + ")");
    }
    String text = decode(bytes(absolute));
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static byte[] bytes(Path file) throws Unusable {
    try {
      if (Files.size(file) > LARGEST) {
        throw new Unusable(
            "has " + Files.size(file) + " bytes (expected: at most " + LARGEST + ")");
      }
      return Files.readAllBytes(file);
    } catch (IOException denied) {
      throw new Unusable("can not be read by this user (expected: read access to " + file + ")");
    }
  }

  private static String decode(byte[] bytes) throws Unusable {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      return UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new Unusable("is not UTF-8 at byte " + buffer.position() + " (expected: UTF-8 text)");
    }
  }
}
