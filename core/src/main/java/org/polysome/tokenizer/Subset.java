package org.polysome.tokenizer;

import java.util.Arrays;
import org.polysome.random.Seeds;

/**
 * A random subset of the numbers 0 to size - 1 of exactly so many, each set of them equally likely
 * (Floyd 1987), in time proportional to the smaller of the subset and the rest. Not thread-safe.
 */
final class Subset {

  private long[] words = new long[64];
  private int size;

  /** Draws anew: {@code need} of {@code size} numbers, or all if there are fewer. */
  void draw(long seed, int need, int newSize) {
    empty(newSize);
    int used = (size + 63) >> 6;
    boolean complement = need > size / 2;
    int count = Math.max(0, complement ? size - need : need);
    for (int i = 0; i < count; i++) {
      int last = size - count + i;
      int number = (int) (Seeds.uniform(seed, i) * (last + 1));
      int chosen = contains(number) ? last : number;
      add(chosen);
    }
    if (complement) {
      for (int word = 0; word < used; word++) {
        words[word] = ~words[word];
      }
      clearBeyond(used);
    }
  }

  /** Starts a subset of {@code newSize} numbers that contains none. */
  void empty(int newSize) {
    size = newSize;
    int used = (size + 63) >> 6;
    if (used > words.length) {
      words = new long[Math.max(used, 2 * words.length)];
    }
    Arrays.fill(words, 0, used, 0);
  }

  /** Adds a number. */
  void add(int number) {
    words[number >> 6] |= 1L << number;
  }

  /** Whether a number is in the subset. */
  boolean contains(int number) {
    return (words[number >> 6] & 1L << number) != 0;
  }

  /** The first number of the subset from one on, or the size if there is none. */
  int next(int from) {
    int word = from >> 6;
    int used = (size + 63) >> 6;
    if (word >= used) {
      return size;
    }
    long bits = words[word] & -1L << from;
    while (bits == 0) {
      if (++word >= used) {
        return size;
      }
      bits = words[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  private void clearBeyond(int used) {
    if ((size & 63) != 0) {
      words[used - 1] &= (1L << size) - 1;
    }
  }
}
