package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;

/** How a signature is written into the header; Alipay+'s own samples percent-encode it. */
public enum SignatureForm {
  /** Standard Base64, then {@code + / =} percent-encoded with upper-case hex: what we send. */
  PERCENT_ENCODED {
    @Override
    String write(byte[] signature) {
      return percentEncoded(Base64.getEncoder().encode(signature));
    }
  },
  /** Standard Base64 as it is; form decoders on the way turn its {@code +} into a blank. */
  BASE64 {
    @Override
    String write(byte[] signature) {
      return Base64.getEncoder().encodeToString(signature);
    }
  },
  /** The URL-safe alphabet without padding. */
  BASE64URL {
    @Override
    String write(byte[] signature) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
  };

  abstract String write(byte[] signature);

  private static String percentEncoded(byte[] base64) {
    var text = new byte[3 * base64.length];
    int end = 0;
    for (byte c : base64) {
      switch (c) {
        case '+' -> end = escape(text, end, '2', 'B');
        case '/' -> end = escape(text, end, '2', 'F');
        case '=' -> end = escape(text, end, '3', 'D');
        default -> text[end++] = c;
      }
    }
    return new String(text, 0, end, ISO_8859_1);
  }

  private static int escape(byte[] text, int at, char high, char low) {
    text[at] = '%';
    text[at + 1] = (byte) high;
    text[at + 2] = (byte) low;
    return at + 3;
  }
}
