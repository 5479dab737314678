package org.polysome.random;

/**
 * A shuffled order of the numbers 0 to n - 1 that is a function of a seed and can be asked
 * anywhere, without a list: a Feistel network over the pairs (left, right) of a grid that barely
 * exceeds n, repeated while it leads outside n.
 */
public final class Permutation {

  private static final int ROUNDS = 8;

  private final long size;
  private final long rows;
  private final long columns;
  private final long seed;

  /** A shuffled order of {@code size} numbers. */
  public Permutation(long size, long seed) {
    if (size < 0) {
      throw new IllegalArgumentException("a permutation of " + size);
    }
    this.size = size;
    this.rows = Math.max(1, (long) Math.ceil(Math.sqrt(size)));
    this.columns = Math.max(1, Math.ceilDiv(size, rows));
    this.seed = seed;
  }

  /** How many numbers are shuffled. */
  public long size() {
    return size;
  }

  /** The number at a place of the order. */
  public long at(long place) {
    if (place < 0 || place >= size) {
      throw new IndexOutOfBoundsException("place " + place + " of " + size);
    }
    long next = place;
    do {
      next = scramble(next);
    } while (next >= size);
    return next;
  }

  private long scramble(long number) {
    long left = number / columns;
    long right = number % columns;
    for (int round = 0; round < ROUNDS; round++) {
      left = (left + hash(2L * round, right, rows)) % rows;
      right = (right + hash(2L * round + 1, left, columns)) % columns;
    }
    return left * columns + right;
  }

  private long hash(long round, long value, long bound) {
    // Mixed once more after the sum, so that neither neighbouring values nor rounds look alike.
    return Long.remainderUnsigned(
        Seeds.mix(seed + Seeds.mix(round * 0x1_0000_0000L + value)), bound);
  }
}
