package org.polysome.metric.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Whether two samples are from the same distribution, by the largest distance of their cumulative
 * shares (Smirnov, 1939), two-sided.
 */
public final class KolmogorovSmirnov {

  /** Up to samples of this size p is exact, as scipy's {@code ks_2samp} chooses too. */
  private static final int EXACT = 10_000;

  private static final KolmogorovSmirnovTest TEST = KolmogorovSmirnovTest.withDefaults();

  private KolmogorovSmirnov() {}

  /**
   * Tests two samples. With more than 10,000 values in one of them p is that of one sample of as
   * many values as both are worth, as scipy's.
   *
   * @return the distance and its p; empty where a sample is empty
   * @throws IllegalArgumentException if a value is not a number
   */
  public static Optional<Significance> twoSample(double[] first, double[] second) {
    requireNumbers(first);
    requireNumbers(second);
    int least = Math.min(first.length, second.length);
    if (least == 0) {
      return Optional.empty();
    }
    if (least == 1) {
      return Optional.of(first.length == 1 ? one(first[0], second) : one(second[0], first));
    }
    boolean exact = Math.max(first.length, second.length) <= EXACT;
    var result =
        TEST.with(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC).test(first, second);
    return Optional.of(new Significance(result.getStatistic(), result.getPValue()));
  }

  /** One value among others, which the library does not test: any place is as likely as another. */
  private static Significance one(double value, double[] others) {
    long below = Arrays.stream(others).filter(other -> other < value).count();
    long above = Arrays.stream(others).filter(other -> other > value).count();
    long farther = Math.max(below, above);
    double p = Math.min(1, 2 * (others.length - farther + 1.0) / (others.length + 1.0));
    return new Significance((double) farther / others.length, p);
  }

  private static void requireNumbers(double[] values) {
    if (Arrays.stream(values).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("a value that is not a number");
    }
  }
}
