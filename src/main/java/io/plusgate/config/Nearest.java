package io.plusgate.config;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody most likely meant. */
final class Nearest {
  private Nearest() {}

  /** The known word that takes fewest edits, if it takes few enough to be meant. */
  static Optional<String> to(String word, Collection<String> known) {
    int limit = word.length() < 4 ? 1 : word.length() < 12 ? 2 : 3;
    return known.stream()
        .filter(candidate -> edits(word, candidate) <= limit)
        .min(comparingInt(candidate -> edits(word, candidate)));
  }

  /** The same as words to put behind a rule; empty when nothing is near. */
  static String hint(String word, Collection<String> known) {
    return to(word, known).map(near -> "; did you mean: " + near).orElse("");
  }

  /** Insertions, deletions, replacements and swaps of neighbours; case does not count. */
  private static int edits(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    var cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
