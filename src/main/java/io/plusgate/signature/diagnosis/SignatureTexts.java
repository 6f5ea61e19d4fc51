package io.plusgate.signature.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.plusgate.signature.SignatureHeader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which bytes the text of a signature may have meant. */
final class SignatureTexts {
  private static final Pattern VALUE =
      Pattern.compile("signature\\s*=\\s*([^,]*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern VERSION =
      Pattern.compile("keyVersion\\s*=\\s*([^,\\s]*)", Pattern.CASE_INSENSITIVE);

  /** Base64 of the signatures of 2048, 3072 and 4096 bits. */
  private static final List<Integer> LENGTHS = List.of(344, 512, 684);

  private static final int MOST_GUESSES = 256;

  private final String value;
  private final boolean bare;
  private final List<Variant<byte[]>> found = new ArrayList<>();

  private SignatureTexts(String header) {
    Matcher matcher = VALUE.matcher(header);
    bare = !matcher.find();
    value = (bare ? header : matcher.group(1)).strip();
  }

  static List<Variant<byte[]>> of(String header) {
    var texts = new SignatureTexts(header);
    Optional<byte[]> read =
        SignatureHeader.parse(header)
            .match(
                accepted -> Optional.of(accepted.header().signature()), none -> Optional.empty());
    read.map(Variant::asGiven).ifPresent(texts.found::add);
    texts.guess();
    return texts.found;
  }

  /** The keyVersion that the header names. */
  static Optional<String> keyVersion(String header) {
    Matcher matcher = VERSION.matcher(header);
    return matcher.find()
        ? Optional.of(matcher.group(1)).filter(v -> !v.isEmpty())
        : Optional.empty();
  }

  /** What Plusgate reads and other readers may not. */
  static List<Cause> remarks(String header) {
    var texts = new SignatureTexts(header);
    boolean urlSafe = texts.value.indexOf('-') >= 0 || texts.value.indexOf('_') >= 0;
    boolean plain = texts.value.indexOf('%') < 0;
    if (urlSafe) {
      return List.of(Cause.of(Mistake.BASE64URL, "the value holds - or _"));
    }
    boolean raw = plain && (texts.value.indexOf('+') >= 0 || texts.value.indexOf('/') >= 0);
    return raw || (plain && texts.value.endsWith("="))
        ? List.of(Cause.of(Mistake.NOT_PERCENT_ENCODED, "the value holds +, / or ="))
        : List.of();
  }

  private void guess() {
    if (bare) {
      add(Mistake.BARE_SIGNATURE, decodedOnce(value));
    }
    if (value.matches("(?s).*[\\r\\n].*")) {
      add(Mistake.WRAPPED_SIGNATURE, decodedOnce(value.replaceAll("\\s", "")));
    }
    String once = decodedOnce(value);
    if (once.indexOf('%') >= 0) {
      add(Mistake.PERCENT_ENCODED_TWICE, decodedOnce(once));
    }
    if (once.indexOf(' ') >= 0) {
      add(Mistake.PLUS_TURNED_BLANK, once.replace(' ', '+'));
    }
    if (value.indexOf('%') < 0) {
      lostPercentSigns();
    }
  }

  /** {@code %2B} that became {@code 2B}: how many are known by the length, which ones is tried. */
  private void lostPercentSigns() {
    String text = value.replaceFirst("(?i)3D3D$", "==").replaceFirst("(?i)3D$", "=");
    for (int length : LENGTHS) {
      int lost = text.length() - length;
      if (text.length() != value.length() || lost > 0) {
        var guesses = new ArrayList<String>();
        restore(text, 0, lost, guesses);
        guesses.forEach(guess -> add(Mistake.NOT_PERCENT_DECODED, guess));
      }
    }
  }

  private static void restore(String text, int from, int lost, List<String> guesses) {
    if (lost == 0 && guesses.size() < MOST_GUESSES) {
      guesses.add(text);
    }
    for (int at = from; lost > 0 && at + 1 < text.length(); at++) {
      if (guesses.size() >= MOST_GUESSES || places(text, at) < lost) {
        return;
      }
      if (isEscape(text, at)) {
        char c = Character.toUpperCase(text.charAt(at + 1)) == 'B' ? '+' : '/';
        restore(text.substring(0, at) + c + text.substring(at + 2), at + 1, lost - 1, guesses);
      }
    }
  }

  private static long places(String text, int from) {
    long places = 0;
    for (int at = from; at + 1 < text.length(); at++) {
      places += isEscape(text, at) ? 1 : 0;
    }
    return places;
  }

  private static boolean isEscape(String text, int at) {
    return text.charAt(at) == '2' && "BbFf".indexOf(text.charAt(at + 1)) >= 0;
  }

  private void add(Mistake mistake, String base64) {
    try {
      boolean urlSafe = base64.indexOf('-') >= 0 || base64.indexOf('_') >= 0;
      var decoder = urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder();
      byte[] bytes = decoder.decode(base64.getBytes(ISO_8859_1));
      found.add(Variant.of(bytes, Cause.of(mistake, "read as " + shortened(base64))));
    } catch (IllegalArgumentException notBase64) {
      // This guess was wrong; the others go on.
    }
  }

  private static String shortened(String text) {
    return text.length() > 24 ? text.substring(0, 24) + "…" : text;
  }

  private static String decodedOnce(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean escape =
          text.charAt(i) == '%'
              && i + 2 < text.length()
              && HexFormat.isHexDigit(text.charAt(i + 1))
              && HexFormat.isHexDigit(text.charAt(i + 2));
      out.append(escape ? (char) HexFormat.fromHexDigits(text, i + 1, i + 3) : text.charAt(i));
      i += escape ? 2 : 0;
    }
    return out.toString();
  }
}
