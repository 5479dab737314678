package org.polysome.benchmarks;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How much larger one number is than another over paired trials, here seeds.
 *
 * @param mean of the differences
 * @param half half the width of the two-sided interval of 95 % confidence by Student's t; absent
 *     for a single trial
 * @param below how far the one-sided bound of 95 % confidence lies below the mean
 */
record PairedDifference(double mean, OptionalDouble half, OptionalDouble below) {

  /** The difference of numbers (trials) of which the same places belong together. */
  static PairedDifference of(double[] larger, double[] smaller) {
    double[] differences =
        IntStream.range(0, larger.length).mapToDouble(i -> larger[i] - smaller[i]).toArray();
    double mean = Arrays.stream(differences).average().orElseThrow();
    int degrees = differences.length - 1;
    if (degrees == 0) {
      return new PairedDifference(mean, OptionalDouble.empty(), OptionalDouble.empty());
    }
    double squares = Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
    double standardError = Math.sqrt(squares / degrees / differences.length);
    TDistribution t = new TDistribution(degrees);
    return new PairedDifference(
        mean,
        OptionalDouble.of(t.inverseCumulativeProbability(0.975) * standardError),
        OptionalDouble.of(t.inverseCumulativeProbability(0.95) * standardError));
  }
}
