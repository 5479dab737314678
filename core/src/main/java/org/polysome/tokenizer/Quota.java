package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/**
 * Takes exactly {@code need} of {@code left} items that come by one after the other, each set of
 * them equally likely (selection sampling, Knuth volume 2, algorithm 3.4.2 S).
 */
final class Quota {

  private long seed;
  private long drawn;
  private int need;
  private int left;

  /** Starts over with a new seed. */
  Quota reset(long newSeed, int newNeed, int newLeft) {
    seed = newSeed;
    drawn = 0;
    need = Math.min(newNeed, newLeft);
    left = newLeft;
    return this;
  }

  /** Whether the next item is taken. */
  boolean take() {
    int remaining = left--;
    if (need == 0) {
      return false;
    }
    if (need < remaining && Seeds.uniform(seed, drawn++) * remaining >= need) {
      return false;
    }
    need--;
    return true;
  }
}
