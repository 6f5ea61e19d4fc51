package io.plusgate.signature;

import java.util.Base64;

/** How a signature is written into the header; Alipay+'s own samples percent-encode it. */
public enum SignatureForm {
  /** Standard Base64, then {@code + / =} percent-encoded with upper-case hex: what we send. */
  PERCENT_ENCODED {
    @Override
    String write(byte[] signature) {
      return percentEncoded(Base64.getEncoder().encodeToString(signature));
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

  private static String percentEncoded(String base64) {
    var text = new StringBuilder(base64.length() + 64);
    for (int i = 0; i < base64.length(); i++) {
      char c = base64.charAt(i);
      switch (c) {
        case '+' -> text.append("%2B");
        case '/' -> text.append("%2F");
        case '=' -> text.append("%3D");
        default -> text.append(c);
      }
    }
    return text.toString();
  }
}
