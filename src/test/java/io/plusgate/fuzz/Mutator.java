package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes inputs of seeds: flips, cuts, splices, words; the same ones from the same generator. */
final class Mutator {
  private static final String[] NUMBERS = {
    "0",
    "-1",
    "1",
    "255",
    "256",
    "65536",
    "2147483647",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "1e309",
    "0x7f",
    "00",
    "1.5",
    "\u0661"
  };

  private final RandomGenerator random;
  private final List<byte[]> seeds;
  private final List<byte[]> words;
  private final int longest;

  Mutator(RandomGenerator random, List<byte[]> seeds, FuzzTarget target) {
    this.random = random;
    this.seeds = seeds;
    this.words = target.words().stream().map(word -> word.getBytes(UTF_8)).toList();
    this.longest = target.longest();
  }

  byte[] next() {
    byte[] input = one(seeds);
    int changes = 1 + Math.min(random.nextInt(6), random.nextInt(6));
    for (int change = 0; change < changes; change++) {
      input = changed(input);
    }
    return input.length > longest ? Arrays.copyOf(input, longest) : input;
  }

  private byte[] changed(byte[] input) {
    int at = random.nextInt(input.length + 1);
    int to = Math.min(input.length, at + 1 + random.nextInt(1 + Math.min(64, input.length)));
    return switch (random.nextInt(11)) {
      case 0 -> flipped(input);
      case 1 -> replaced(input, at, Math.min(input.length, at + 1), bytes(1));
      case 2 -> replaced(input, at, at, bytes(1 + random.nextInt(4)));
      case 3 -> replaced(input, at, to, new byte[0]);
      case 4 -> replaced(input, random.nextInt(at + 1), at, Arrays.copyOfRange(input, at, to));
      case 5 -> spliced(input, at);
      case 6 -> replaced(input, at, at, one(words));
      case 7 -> replaced(input, at, to, one(words));
      case 8 -> replaced(input, at, digitsEnd(input, at), one(NUMBERS).getBytes(UTF_8));
      case 9 -> repeated(input, at, to);
      default -> replaced(input, at, at, Arrays.copyOfRange(input, at, to));
    };
  }

  private byte[] flipped(byte[] input) {
    if (input.length == 0) {
      return bytes(1);
    }
    byte[] output = input.clone();
    output[random.nextInt(output.length)] ^= (byte) (1 << random.nextInt(8));
    return output;
  }

  /** The beginning of this one, the end of another. */
  private byte[] spliced(byte[] input, int at) {
    byte[] other = one(seeds);
    int from = random.nextInt(other.length + 1);
    return replaced(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
  }

  private byte[] repeated(byte[] input, int from, int to) {
    int times = 1 << random.nextInt(8);
    byte[] piece = Arrays.copyOfRange(input, from, to);
    byte[] many = new byte[Math.min(longest, piece.length * times)];
    for (int at = 0; at < many.length; at++) {
      many[at] = piece[at % piece.length];
    }
    return replaced(input, from, from, many);
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    byte[] output = new byte[input.length - (to - from) + by.length];
    System.arraycopy(input, 0, output, 0, from);
    System.arraycopy(by, 0, output, from, by.length);
    System.arraycopy(input, to, output, from + by.length, input.length - to);
    return output;
  }

  private static int digitsEnd(byte[] input, int at) {
    int end = at;
    while (end < input.length && input[end] >= '0' && input[end] <= '9') {
      end++;
    }
    return end;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] one(List<byte[]> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
