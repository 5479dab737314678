package org.polysome.random;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Seeds derived from where they are used. There is no shared generator: a draw is a function of
 * (seed, epoch, cell, purpose), so that the order of cells, the batch size and the thread count
 * cannot change it.
 */
public final class Seeds {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** One well-mixed 64-bit seed from any number of parts; the order of the parts matters. */
  public static long of(long... parts) {
    long state = parts.length;
    for (long part : parts) {
      state = mix(state + GOLDEN + mix(part));
    }
    return state;
  }

  /** A seed part that stands for a name, such as the purpose of a draw. */
  public static long of(String name) {
    long state = name.length();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      state = mix(state * 31 + b + GOLDEN);
    }
    return state;
  }

  /** A fresh generator whose whole sequence is a function of the parts. */
  public static RandomGenerator generator(long... parts) {
    return new SplittableRandom(of(parts));
  }

  /** The n-th uniform number in [0, 1) of the stream named by a seed, without a generator. */
  public static double uniform(long seed, long n) {
    return (mix(seed + (n + 1) * GOLDEN) >>> 11) * 0x1.0p-53;
  }

  /**
   * The 64-bit finaliser of Stafford's variant 13 (as in SplitMix64): a bijection in which each bit
   * depends on all.
   */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
