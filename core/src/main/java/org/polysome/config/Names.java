package org.polysome.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Names between Java and YAML, and the nearest known name to a misspelt one. */
public final class Names {

  private Names() {}

  /** {@code batchSize}, {@code BatchSize} and {@code BATCH_SIZE} are {@code batch-size}. */
  public static String kebab(String name) {
    if (name.equals(name.toUpperCase(Locale.ROOT))) {
      return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** The known name that a person most likely meant, if one is near enough. */
  static Optional<String> nearest(String name, Collection<String> known) {
    String meant = plain(name);
    return known.stream()
        .filter(candidate -> isNear(meant, plain(candidate)))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(meant, plain(candidate)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static boolean isNear(String meant, String candidate) {
    int longer = Math.max(meant.length(), candidate.length());
    return distance(meant, candidate) <= Math.max(1, longer / 3)
        || (meant.length() >= 3 && candidate.startsWith(meant));
  }

  /** Without what differs between snake_case, camelCase and kebab-case. */
  private static String plain(String name) {
    return kebab(name).replace("-", "").replace("_", "").replace(" ", "");
  }

  /** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (isSwap(a, b, i, j)) {
          cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  private static boolean isSwap(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
