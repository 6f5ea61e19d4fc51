package io.plusgate.signature;

import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Reads one {@code Signature} header value; its checks run in the order of the grammar. */
final class SignatureHeaderParser {
  private static final int LONGEST = 4096;

  /** The first that is in no alphabet, and what stands for all beyond it. */
  private static final byte NOT_BASE64 = 127;

  private enum Key {
    ALGORITHM("algorithm"),
    KEY_VERSION("keyVersion"),
    SIGNATURE("signature");

    private final String text;

    Key(String text) {
      this.text = text;
    }

    static Optional<Key> of(String text) {
      for (Key key : values()) {
        if (key.text.equalsIgnoreCase(text)) {
          return Optional.of(key);
        }
      }
      return Optional.empty();
    }
  }

  /** How the reading of one header ended early; never leaves this class. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;
    private final RejectReason reason;

    Broken(RejectReason reason) {
      super(reason.code(), null, false, false);
      this.reason = reason;
    }
  }

  private final String raw;

  SignatureHeaderParser(String raw) {
    this.raw = raw;
  }

  SignatureHeader.Parsed parse() {
    try {
      checkCharacters();
      Map<Key, String> pairs = pairs();
      String value = signatureOf(pairs);
      String algorithm = algorithmOf(pairs);
      Optional<String> keyVersion =
          Optional.ofNullable(pairs.get(Key.KEY_VERSION)).filter(text -> !text.isEmpty());
      byte[] signature = base64(percentDecoded(value));
      return new SignatureHeader.Accepted(new SignatureHeader(algorithm, keyVersion, signature));
    } catch (Broken broken) {
      return new SignatureHeader.Refused(broken.reason);
    }
  }

  private void checkCharacters() throws Broken {
    if (raw.length() > LONGEST) {
      throw new Broken(RejectReason.TOO_LONG);
    }
    for (int i = 0; i < raw.length(); i++) {
      if (Character.isISOControl(raw.charAt(i)) && raw.charAt(i) != '\t') {
        throw new Broken(RejectReason.CONTROL_CHARACTER);
      }
    }
  }

  private Map<Key, String> pairs() throws Broken {
    var pairs = new EnumMap<Key, String>(Key.class);
    boolean twice = false;
    for (int from = 0; from <= raw.length(); ) {
      int comma = raw.indexOf(',', from);
      int end = comma < 0 ? raw.length() : comma;
      String element = trimmed(raw, from, end);
      from = end + 1;
      if (!element.isEmpty()) {
        // The first = only: Base64 padding, and values of keys we don't know, may hold more.
        int equals = element.indexOf('=');
        String name = equals < 0 ? "" : trimmed(element, 0, equals);
        if (name.isEmpty()) {
          throw new Broken(RejectReason.MALFORMED_PAIR);
        }
        Optional<Key> key = Key.of(name);
        if (key.isPresent()) {
          String value = trimmed(element, equals + 1, element.length());
          twice |= pairs.put(key.get(), value) != null;
        }
      }
    }
    if (twice) {
      throw new Broken(RejectReason.DUPLICATE_KEY);
    }
    return pairs;
  }

  private static String signatureOf(Map<Key, String> pairs) throws Broken {
    String value = pairs.get(Key.SIGNATURE);
    if (value == null) {
      throw new Broken(RejectReason.MISSING_SIGNATURE);
    }
    if (value.isEmpty()) {
      throw new Broken(RejectReason.EMPTY_SIGNATURE);
    }
    return value;
  }

  private static String algorithmOf(Map<Key, String> pairs) throws Broken {
    String algorithm = pairs.getOrDefault(Key.ALGORITHM, SignatureHeader.ALGORITHM);
    if (!SignatureHeader.ALGORITHM.equalsIgnoreCase(algorithm)) {
      throw new Broken(RejectReason.UNSUPPORTED_ALGORITHM);
    }
    return SignatureHeader.ALGORITHM;
  }

  /** Decodes once. Not {@code URLDecoder}, which would turn a + of raw Base64 into a blank. */
  private static byte[] percentDecoded(String value) throws Broken {
    var text = new byte[value.length()];
    int end = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '%') {
        text[end++] = c < NOT_BASE64 ? (byte) c : NOT_BASE64;
      } else if (i + 2 < value.length()
          && HexFormat.isHexDigit(value.charAt(i + 1))
          && HexFormat.isHexDigit(value.charAt(i + 2))) {
        int high = HexFormat.fromHexDigit(value.charAt(i + 1));
        text[end++] = (byte) (high << 4 | HexFormat.fromHexDigit(value.charAt(i + 2)));
        i += 2;
      } else {
        throw new Broken(RejectReason.BAD_PERCENT_ESCAPE);
      }
    }
    return Arrays.copyOf(text, end);
  }

  private static byte[] base64(byte[] text) throws Broken {
    try {
      return (isUrlSafe(text) ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
    } catch (IllegalArgumentException malformed) {
      throw new Broken(RejectReason.BAD_BASE64);
    }
  }

  private static boolean isUrlSafe(byte[] text) {
    for (byte c : text) {
      if (c == '-' || c == '_') {
        return true;
      }
    }
    return false;
  }

  /** Blanks and tabs only, as HTTP has it. */
  private static String trimmed(String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
