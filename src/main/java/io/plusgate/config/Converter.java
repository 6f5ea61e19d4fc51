package io.plusgate.config;

import io.plusgate.protocol.Role;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a value of the text that stands behind a key, or says what should have stood there. */
@FunctionalInterface
interface Converter<T> {
  T convert(String text) throws Unusable;

  Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");
  Pattern FRACTION = Pattern.compile("[01](\\.\\d{1,9})?");
  Pattern SIZE = Pattern.compile("(\\d{1,9})(KiB|MiB)?");

  static Integer number(String text) throws Unusable {
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      throw Unusable.expected(text, "a whole number");
    }
    return Integer.valueOf(text);
  }

  static Double fraction(String text) throws Unusable {
    if (!FRACTION.matcher(text).matches()) {
      throw Unusable.expected(text, "a number from 0 to 1, such as 0.01");
    }
    return Double.valueOf(text);
  }

  /** Bytes: 1048576, 1024KiB, 1MiB. */
  static Integer size(String text) throws Unusable {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw Unusable.expected(text, "bytes, such as 1048576, 64KiB or 1MiB");
    }
    String unit = matcher.group(2) == null ? "" : matcher.group(2);
    long factor = unit.isEmpty() ? 1 : unit.equals("KiB") ? 1024 : 1024 * 1024;
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(matcher.group(1)) * factor);
  }

  static Boolean yesNo(String text) throws Unusable {
    if (!text.equals("true") && !text.equals("false")) {
      throw Unusable.expected(text, "true or false");
    }
    return Boolean.valueOf(text);
  }

  static Duration duration(String text) throws Unusable {
    return Durations.parse(text).orElseThrow(() -> Unusable.expected(text, Durations.EXPECTED));
  }

  static URI url(String text) throws Unusable {
    try {
      return new URI(text);
    } catch (URISyntaxException notAUrl) {
      // The text may carry a password, so it is not repeated.
      throw Unusable.expected("no URL", "a URL such as https://host/prefix");
    }
  }

  /** One of an enum's constants, written as {@link #word}. */
  static <E extends Enum<E>> Converter<E> choice(E[] values) {
    List<String> words = words(values);
    return text -> {
      int index = words.indexOf(text);
      if (index < 0) {
        throw Unusable.expected(text, String.join(" or ", words) + Nearest.hint(text, words));
      }
      return values[index];
    };
  }

  static <E extends Enum<E>> List<String> words(E[] values) {
    return Arrays.stream(values).map(Converter::word).toList();
  }

  /** Our own words in lower case with dashes; Alipay+'s stay as it writes them. */
  static String word(Enum<?> value) {
    if (value instanceof HttpVersion version) {
      return version.text();
    }
    if (value instanceof Role || value instanceof InboundConfig.UnknownPathCode) {
      return value.name();
    }
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
