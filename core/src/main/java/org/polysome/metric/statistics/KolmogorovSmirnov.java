package org.polysome.metric.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whether two samples are from the same distribution, by the largest distance of their cumulative
 * shares (Smirnov, 1939), two-sided.
 */
public final class KolmogorovSmirnov {

  /** Up to samples of this size p is exact, as scipy's {@code ks_2samp} chooses too. */
  private static final int EXACT = 10_000;

  private static final int TERMS = 100;

  private KolmogorovSmirnov() {}

  /**
   * Tests two samples. With more than 10,000 values in one of them p is that of Kolmogorov's limit;
   * scipy takes there the distribution of one sample of as many values as both are worth, which is
   * the same to a few digits.
   *
   * @return the distance and its p; empty where a sample is empty
   * @throws IllegalArgumentException if a value is not a number
   */
  public static Optional<Significance> twoSample(double[] first, double[] second) {
    if (first.length == 0 || second.length == 0) {
      return Optional.empty();
    }
    long steps = distance(first, second);
    double distance = (double) steps / first.length / second.length;
    double worth = (double) first.length * second.length / (first.length + second.length);
    double p =
        Math.max(first.length, second.length) <= EXACT
            ? exact(steps, first.length, second.length)
            : limit(distance * Math.sqrt(worth));
    return Optional.of(new Significance(distance, p));
  }

  /** The distance in units of 1 / (size of one times size of the other), a whole number. */
  private static long distance(double[] first, double[] second) {
    double[] one = sorted(first);
    double[] other = sorted(second);
    long largest = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      double value = Math.min(one[i], other[j]);
      while (i < one.length && one[i] <= value) {
        i++;
      }
      while (j < other.length && other[j] <= value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((long) i * other.length - (long) j * one.length));
    }
    return largest;
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    if (Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("a value that is not a number");
    }
    return sorted;
  }

  /**
   * The share of all orders of both samples in which they come at least so far apart: the last step
   * to (i, j) is from the first sample with probability i / (i + j).
   */
  private static double exact(long steps, int first, int second) {
    double[] reached = new double[second + 1];
    for (int i = 0; i <= first; i++) {
      for (int j = 0; j <= second; j++) {
        if (Math.abs((long) i * second - (long) j * first) >= steps) {
          reached[j] = 1;
        } else if (j > 0) {
          double fromFirst = (double) i / (i + j);
          reached[j] = fromFirst * reached[j] + (1 - fromFirst) * reached[j - 1];
        }
      }
    }
    return reached[second];
  }

  /** The probability that the supremum of a Brownian bridge is at least x. */
  static double limit(double x) {
    if (x < 1) {
      double below = 0;
      for (int k = 1; k < TERMS && x > 0; k += 2) {
        below += Math.exp(-k * k * Math.PI * Math.PI / (8 * x * x));
      }
      return x > 0 ? 1 - Math.sqrt(2 * Math.PI) / x * below : 1;
    }
    double sum = 0;
    for (int k = 1; k < TERMS; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * x * x);
    }
    return sum;
  }
}
