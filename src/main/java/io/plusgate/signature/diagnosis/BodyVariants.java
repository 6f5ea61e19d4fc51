package io.plusgate.signature.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.signature.diagnosis.JsonStyle.Layout;
import io.plusgate.signature.diagnosis.JsonText.Node;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the body may have been when it was signed; the plainest explanations first. */
final class BodyVariants {
  private static final String BOM = "\uFEFF";

  /** Those of the places where Alipay+ is used, as far as this JVM has them. */
  private static final List<String> CHARSETS =
      List.of("windows-1252", "GB18030", "Big5", "Shift_JIS", "EUC-KR", "windows-874");

  private final byte[] given;
  private final List<Variant<byte[]>> found = new ArrayList<>();
  private final Set<ByteBuffer> seen = new HashSet<>();

  private BodyVariants(byte[] given) {
    this.given = given;
    this.seen.add(ByteBuffer.wrap(given));
    this.found.add(Variant.asGiven(given));
  }

  static List<Variant<byte[]>> of(byte[] given) {
    var variants = new BodyVariants(given);
    decoded(given, UTF_8).ifPresent(variants::addTexts);
    variants.addCharsets();
    variants.add(Mistake.BODY_NOT_SIGNED, "nothing", new byte[0]);
    return variants.found;
  }

  private void addTexts(String text) {
    if (text.endsWith("\n")) {
      String without = text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
      add(Mistake.FINAL_NEWLINE_ADDED, "no line end", without);
    }
    add(Mistake.FINAL_NEWLINE_LOST, "LF at the end", text + "\n");
    add(Mistake.FINAL_NEWLINE_LOST, "CR LF at the end", text + "\r\n");
    String unix = text.replace("\r\n", "\n");
    add(Mistake.LINE_ENDS_CHANGED, "LF", unix);
    add(Mistake.LINE_ENDS_CHANGED, "CR LF", unix.replace("\n", "\r\n"));
    if (text.startsWith(BOM)) {
      add(Mistake.BOM_ADDED, "no mark", text.substring(1));
    } else {
      add(Mistake.BOM_LOST, "the mark EF BB BF first", BOM + text);
    }
    JsonText.read(text.startsWith(BOM) ? text.substring(1) : text).ifPresent(this::addJson);
  }

  private void addJson(Node json) {
    for (boolean sorted : new boolean[] {false, true}) {
      for (Escapes escapes : Escapes.values()) {
        for (Layout layout : Layout.values()) {
          add(json, new JsonStyle(layout, escapes, sorted, "\n"));
          add(json, new JsonStyle(layout, escapes, sorted, "\r\n"));
        }
      }
    }
  }

  private void add(Node json, JsonStyle style) {
    String text = style.write(json);
    String compact = new JsonStyle(Layout.COMPACT, style.escapes(), false, "\n").write(json);
    boolean sameLength = text.length() == given(UTF_8).length();
    String words =
        style.layout().words()
            + (style.escapes() == Escapes.AS_GIVEN ? "" : ", " + style.escapes().words())
            + (style.sorted() ? ", fields sorted by name" : "");
    add(mistake(style, compact, sameLength), words, text);
  }

  /** Names the mistake by what would have to be changed: only the one thing, or several. */
  private Mistake mistake(JsonStyle style, String compact, boolean sameLength) {
    boolean given = style.escapes() == Escapes.AS_GIVEN;
    if (style.sorted()) {
      return given && sameLength ? Mistake.KEYS_REORDERED : Mistake.RESERIALISED;
    }
    if (!given) {
      boolean sameLayout =
          style.layout() == Layout.COMPACT
              ? isCompact()
              : !isCompact() && compact.length() > 0 && style.layout().hasLines() == hasLines();
      return sameLayout ? Mistake.ESCAPES_CHANGED : Mistake.RESERIALISED;
    }
    if (style.layout().hasLines()) {
      return hasLines() ? Mistake.RESERIALISED : Mistake.COMPACTED;
    }
    boolean wasPretty = style.layout() == Layout.COMPACT && hasLines();
    return wasPretty ? Mistake.PRETTY_PRINTED : Mistake.RESERIALISED;
  }

  private boolean hasLines() {
    return given(UTF_8).strip().contains("\n");
  }

  private boolean isCompact() {
    String text = given(UTF_8);
    return JsonText.read(text)
        .map(json -> new JsonStyle(Layout.COMPACT, Escapes.AS_GIVEN, false, "\n").write(json))
        .filter(text::equals)
        .isPresent();
  }

  private String given(Charset charset) {
    return new String(given, charset);
  }

  /** Either the message or the signed text may be the one that went through a wrong charset. */
  private void addCharsets() {
    var charsets = new ArrayList<>(List.of(ISO_8859_1));
    CHARSETS.stream().filter(Charset::isSupported).map(Charset::forName).forEach(charsets::add);
    charsets.addAll(List.of(UTF_16LE, UTF_16BE));
    for (Charset charset : charsets) {
      decoded(given, UTF_8)
          .flatMap(text -> encoded(text, charset))
          .ifPresent(
              bytes -> add(Mistake.CHARSET, "the bytes as they are in " + charset.name(), bytes));
      decoded(given, charset)
          .ifPresent(text -> add(Mistake.CHARSET, "the text read as " + charset.name(), text));
    }
  }

  private void add(Mistake mistake, String detail, String text) {
    add(mistake, detail, text.getBytes(UTF_8));
  }

  private void add(Mistake mistake, String detail, byte[] signed) {
    if (seen.add(ByteBuffer.wrap(signed))) {
      var difference = Optional.of(Difference.between(given, signed));
      found.add(Variant.of(signed, new Cause(mistake, "signed: " + detail, difference)));
    }
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException other) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> encoded(String text, Charset charset) {
    try {
      var buffer = charset.newEncoder().encode(CharBuffer.wrap(text));
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return Optional.of(bytes);
    } catch (CharacterCodingException impossibleInIt) {
      return Optional.empty();
    }
  }
}
