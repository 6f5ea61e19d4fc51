package io.plusgate.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes key material as people paste it down to DER: PEM with line ends lost or escaped, Base64
 * without armour, blanks and byte order marks around it, or DER itself.
 */
final class KeyText {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final Pattern DEK =
      Pattern.compile("Proc-Type:\\s*4,ENCRYPTED\\s+DEK-Info:\\s*([A-Za-z0-9-]+),([0-9A-Fa-f]+)");
  private static final int DER_SEQUENCE = 0x30;

  /** How a private key in the old OpenSSL format is encrypted. */
  record Encryption(String algorithm, String ivHex) {
    byte[] iv() {
      return HexFormat.of().parseHex(ivHex);
    }
  }

  /** One piece of DER, and what stood around it. */
  static final class Block {
    private final String wrapping;
    private final Optional<String> label;
    private final Optional<Encryption> encryption;
    private final byte[] der;

    Block(String wrapping, Optional<String> label, Optional<Encryption> encryption, byte[] der) {
      this.wrapping = wrapping;
      this.label = label;
      this.encryption = encryption;
      this.der = der;
    }

    String wrapping() {
      return wrapping;
    }

    Optional<String> label() {
      return label;
    }

    Optional<Encryption> encryption() {
      return encryption;
    }

    byte[] der() {
      return der;
    }
  }

  /** That the text is no key material of any kind; says what it looks like instead. */
  static final class NotKeyMaterial extends Exception {
    private static final long serialVersionUID = 1L;
    private final String found;

    NotKeyMaterial(String found) {
      super(found, null, false, false);
      this.found = found;
    }

    String found() {
      return found;
    }
  }

  private KeyText() {}

  /** At least one block, in the order of the text. */
  static List<Block> blocks(byte[] content) throws NotKeyMaterial {
    if (content.length > 0 && content[0] == DER_SEQUENCE) {
      return List.of(new Block("DER", Optional.empty(), Optional.empty(), content));
    }
    if (content.length > 3 && content[0] == (byte) 0xFE && content[1] == (byte) 0xED) {
      throw new NotKeyMaterial(
          "a Java key store (JKS; keytool -importkeystore -deststoretype PKCS12 converts it)");
    }
    String text = text(content);
    if (text.isEmpty()) {
      throw new NotKeyMaterial("nothing, it is empty");
    }
    return text.contains("-----BEGIN ") ? pem(text) : List.of(base64(text));
  }

  private static String text(byte[] content) {
    boolean utf16 =
        content.length > 1
            && ((content[0] == (byte) 0xFE && content[1] == (byte) 0xFF)
                || (content[0] == (byte) 0xFF && content[1] == (byte) 0xFE));
    String text = new String(content, utf16 ? UTF_16 : UTF_8);
    // \n as two characters is what remains of a line end in an environment variable.
    return text.replace("\uFEFF", "").replace("\\r", "").replace("\\n", "\n").strip();
  }

  private static List<Block> pem(String text) throws NotKeyMaterial {
    var blocks = new ArrayList<Block>();
    Matcher matcher = PEM.matcher(text);
    while (matcher.find()) {
      blocks.add(pemBlock(matcher.group(1), matcher.group(2)));
    }
    if (blocks.isEmpty()) {
      throw new NotKeyMaterial("a PEM block without its END line");
    }
    return blocks;
  }

  private static Block pemBlock(String label, String inside) throws NotKeyMaterial {
    Matcher dek = DEK.matcher(inside);
    boolean encrypted = dek.find();
    Optional<Encryption> encryption =
        encrypted ? Optional.of(new Encryption(dek.group(1), dek.group(2))) : Optional.empty();
    String base64 = encrypted ? inside.substring(dek.end()) : inside;
    byte[] der =
        decoded(base64)
            .orElseThrow(() -> new NotKeyMaterial("a PEM block whose content is not Base64"));
    return new Block("PEM", Optional.of(label), encryption, der);
  }

  private static Block base64(String text) throws NotKeyMaterial {
    if (text.startsWith("ssh-")) {
      throw new NotKeyMaterial("an OpenSSH public key");
    }
    String unquoted =
        text.length() > 1 && isQuoted(text) ? text.substring(1, text.length() - 1) : text;
    byte[] der =
        decoded(unquoted)
            .filter(bytes -> bytes.length > 0 && bytes[0] == DER_SEQUENCE)
            .orElseThrow(() -> new NotKeyMaterial("text that is neither PEM nor Base64 of a key"));
    return new Block("Base64", Optional.empty(), Optional.empty(), der);
  }

  private static boolean isQuoted(String text) {
    char first = text.charAt(0);
    return (first == '"' || first == '\'') && text.charAt(text.length() - 1) == first;
  }

  private static Optional<byte[]> decoded(String text) {
    String base64 = text.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
    try {
      return Optional.of(Base64.getDecoder().decode(base64.getBytes(ISO_8859_1)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
