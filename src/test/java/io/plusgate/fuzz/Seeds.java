package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The committed inputs of one target: each file of its folder is one, but those that end in {@code
 * .txt} have one on each line, with {@code \xNN} for bytes that are not printable.
 */
final class Seeds {
  private static final Path ROOT = Path.of("src/test/resources/fuzz");

  private static final String FOUND = "found.txt";

  private Seeds() {}

  static List<byte[]> of(String target) {
    return in(target, file -> true);
  }

  /** Those that a person chose. */
  static List<byte[]> chosen(String target) {
    return in(target, file -> !file.endsWith(FOUND));
  }

  private static List<byte[]> in(String target, Predicate<Path> wanted) {
    var seeds = new ArrayList<byte[]>();
    try (Stream<Path> files = Files.list(ROOT.resolve(target))) {
      for (Path file : files.filter(wanted).sorted().toList()) {
        if (file.toString().endsWith(".txt")) {
          Files.readAllLines(file, ISO_8859_1).forEach(line -> seeds.add(unescaped(line)));
        } else {
          seeds.add(Files.readAllBytes(file));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return seeds;
  }

  /** What an engine found to be worth keeping, in place of what it had found before. */
  static void keepFound(String target, Stream<byte[]> inputs) throws IOException {
    Files.write(
        ROOT.resolve(target).resolve(FOUND),
        inputs.map(Seeds::escaped).sorted().toList(),
        ISO_8859_1);
  }

  static String escaped(byte[] input) {
    var line = new StringBuilder(input.length + 16);
    for (byte one : input) {
      boolean isPlain = one >= ' ' && one < 127 && one != '\\';
      line.append(isPlain ? String.valueOf((char) one) : "\\x" + HexFormat.of().toHexDigits(one));
    }
    return line.toString();
  }

  static byte[] unescaped(String line) {
    var input = new ByteArrayOutputStream(line.length());
    for (int at = 0; at < line.length(); at++) {
      if (line.startsWith("\\x", at)) {
        input.write(HexFormat.fromHexDigits(line, at + 2, at + 4));
        at += 3;
      } else {
        input.write(line.charAt(at));
      }
    }
    return input.toByteArray();
  }
}
